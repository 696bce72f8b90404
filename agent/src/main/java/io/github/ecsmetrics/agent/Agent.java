package io.github.ecsmetrics.agent;

import io.github.ecsmetrics.agent.attach.AttachReport;
import io.github.ecsmetrics.agent.classes.AgentJar;
import io.github.ecsmetrics.agent.log.AgentLog;
import io.github.ecsmetrics.agent.metadata.MetadataClient;
import io.github.ecsmetrics.agent.metadata.TaskWatch;
import io.github.ecsmetrics.agent.push.FinalPush;
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

  /** Returns what became of it, for the person who attached. */
  private static synchronized String start(
      String argument, Instrumentation instrumentation, boolean attached)
      throws InterruptedException {
    Options options = Options.parse(argument, System.getProperties(), System.getenv());
    if (!options.enabled) return "is there and does nothing: enabled=false";
    if (JdkTool.isRunningHere(options.tools)) {
      Main.inherit(argument);
      return "does nothing in a JDK tool";
    }
    if (started) return alreadyRunning();
    started = true;

    AgentLog.debug(options.debug);
    for (String warning : options.warnings) AgentLog.warn(warning);
    if (options.metadataUri == null) runOutsideEcs(options, instrumentation);
    else runInTask(options, instrumentation, attached);
    return "started";
  }

  private static void runInTask(Options options, Instrumentation instrumentation, boolean attached)
      throws InterruptedException {
    MetadataClient client = new MetadataClient(options.metadataUri, options.timeoutMillis);
    TaskWatch watch = new TaskWatch(client, options.intervalMillis);
    ServedMetrics metrics = new ServedMetrics(watch, options);
    TaskAnnouncement announcement =
        new TaskAnnouncement(options.propertiesPrefix, options.mdcKeys, instrumentation);
    if (attached) announcement.applicationRuns();
    Poller poller = new Poller(watch, announcement, metrics, options.intervalMillis);
    FinalPush push =
        options.push == null ? null : new FinalPush(options.push, watch, poller, metrics);
    Runtime.getRuntime().addShutdownHook(new ShutdownHook(metrics, poller, push));
    start(poller, instrumentation);
    poller.awaitFirstAnswer(options.startupWaitMillis);
    announcement.applicationRuns();
  }

  private static void runOutsideEcs(Options options, Instrumentation instrumentation) {
    if (options.port == Options.NO_SERVER) return;
    TaskWatch watch = new TaskWatch(null, options.intervalMillis);
    ServedMetrics metrics = new ServedMetrics(watch, options);
    Runtime.getRuntime().addShutdownHook(new ShutdownHook(metrics, null, null));
    start(new JvmOnly(metrics), instrumentation);
  }

  /** The jar is read meanwhile: whoever has attached from a temporary folder may delete it. */
  private static void start(Runnable work, Instrumentation instrumentation) {
    Thread thread = new Thread(work, "ecs-metrics-agent");
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
    AgentJar.keep(instrumentation);
  }

  private static String alreadyRunning() {
    AgentLog.warn("is running in this JVM already; the second start changes nothing");
    return "is running there already; nothing was changed";
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
