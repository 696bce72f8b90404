package io.github.ecsmetrics.agent;

import io.github.ecsmetrics.agent.classes.AgentJar;
import io.github.ecsmetrics.agent.command.AttachReport;
import io.github.ecsmetrics.agent.jdk.JdkTool;
import io.github.ecsmetrics.agent.log.AgentLog;
import io.github.ecsmetrics.agent.metrics.MemoryWarning;
import io.github.ecsmetrics.agent.settings.Settings;
import io.github.ecsmetrics.agent.task.MetadataClient;
import io.github.ecsmetrics.agent.task.Poller;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import java.lang.instrument.Instrumentation;

/**
 * Entry of the JVM into the agent, before {@code main} or by dynamic attach.
 *
 * <ul>
 *   <li>Nothing is thrown into the JVM: it would abort an application that has not begun.
 *   <li>Nothing but {@code java.base} and {@code java.instrument} is linked from here: a JDK tool
 *       or a small runtime image has no more.
 *   <li>All work is the daemon thread's; the thread that runs {@code main} only waits for it, and
 *       no longer than {@code startup.wait}.
 * </ul>
 */
public final class Agent {
  private static boolean started;

  private Agent() {}

  /** Called by the JVM for {@code -javaagent}, on the thread that will run {@code main}. */
  public static void premain(String argument, Instrumentation instrumentation) {
    try {
      start(argument, instrumentation, false);
    } catch (Throwable failure) {
      reportFailure(failure);
    }
  }

  /** Called by the JVM for a dynamic attach, on a thread of its own. */
  public static void agentmain(String argument, Instrumentation instrumentation) {
    try {
      AgentJar.check();
      AttachReport report = AttachReport.of(argument);
      report.send(start(report.agentArgument(), instrumentation, true));
    } catch (Throwable failure) {
      reportFailure(failure);
    }
  }

  /** Returns the outcome, which the {@code attach} command prints. */
  private static synchronized String start(
      String argument, Instrumentation instrumentation, boolean attached)
      throws InterruptedException {
    Settings settings = Settings.parse(argument);
    if (JdkTool.isRunningHere(settings.tools)) {
      Main.inherit(argument);
      return "not started, because this JVM runs a JDK tool";
    }
    if (!settings.enabled) return "disabled (enabled=false)";
    if (started) return alreadyRunning();
    started = true;

    AgentLog.setDebug(settings.debug);
    for (String warning : settings.warnings) AgentLog.warn(warning);
    if (settings.metadataUri == null) runOutsideEcs(settings, instrumentation);
    else runInTask(settings, instrumentation, attached);
    return "started";
  }

  private static void runInTask(
      Settings settings, Instrumentation instrumentation, boolean attached)
      throws InterruptedException {
    MetadataClient client = new MetadataClient(settings.metadataUri, settings.timeoutMillis);
    TaskMonitor monitor = new TaskMonitor(client, settings.intervalMillis);
    MetricsExporter metrics = new MetricsExporter(monitor, settings, instrumentation);
    IdentityPublisher publisher = new IdentityPublisher(settings, instrumentation);
    if (attached) publisher.onApplicationStart();
    Runnable onAnswer = watchingMemory(metrics, monitor, settings);
    Poller poller = new Poller(monitor, publisher, onAnswer, settings.intervalMillis);
    Runtime.getRuntime().addShutdownHook(new ShutdownHook(monitor, metrics, poller));
    start(poller, instrumentation);
    poller.awaitFirstAnswer(settings.startupWaitMillis);
    publisher.onApplicationStart();
  }

  private static void runOutsideEcs(Settings settings, Instrumentation instrumentation) {
    if (settings.server == null && settings.otlp == null) return;
    TaskMonitor monitor = new TaskMonitor(null, settings.intervalMillis);
    MetricsExporter metrics = new MetricsExporter(monitor, settings, instrumentation);
    Runtime.getRuntime().addShutdownHook(new ShutdownHook(monitor, metrics, null));
    start(new OutsideEcsLoop(watchingMemory(metrics, monitor, settings)), instrumentation);
  }

  private static Runnable watchingMemory(Runnable metrics, TaskMonitor monitor, Settings settings) {
    if (settings.memoryWarnPercent == 0) return metrics;
    return new MemoryWarning(metrics, monitor, settings.memoryWarnPercent);
  }

  /** Reads the jar meanwhile: a person who attached from a temporary folder may delete it. */
  private static void start(Runnable work, Instrumentation instrumentation) {
    Thread thread = new Thread(work, "ecs-metrics-agent");
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
    AgentJar.keep(instrumentation);
  }

  private static String alreadyRunning() {
    AgentLog.warn("already running in this JVM; ignoring the second start");
    return "already running; nothing changed";
  }

  private static void reportFailure(Throwable failure) {
    boolean forbidden = failure instanceof SecurityException;
    AgentLog.warn(
        "could not start; the application runs without it: "
            + failure
            + (forbidden ? "; grant its jar java.security.AllPermission in the policy" : ""));
    AgentLog.debug(failure);
  }
}
