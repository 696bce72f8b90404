package io.github.ecsmetrics.agent;

import io.github.ecsmetrics.agent.application.ApplicationMetrics;
import io.github.ecsmetrics.agent.classes.AgentJar;
import io.github.ecsmetrics.agent.exposition.ServedMetrics;
import io.github.ecsmetrics.agent.http.MetricsServer;
import io.github.ecsmetrics.agent.log.AgentLog;
import io.github.ecsmetrics.agent.metadata.ContainerFilter;
import io.github.ecsmetrics.agent.metrics.ApplicationStats;
import io.github.ecsmetrics.agent.metrics.MetricCollectors;
import io.github.ecsmetrics.agent.metrics.PushStats;
import io.github.ecsmetrics.agent.push.Pushes;
import io.github.ecsmetrics.agent.settings.Settings;
import io.github.ecsmetrics.agent.task.Poller;
import io.github.ecsmetrics.agent.task.TagRequests;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.function.Supplier;

/**
 * Creates the collectors and the server no sooner than needed: the server once {@code main} has
 * begun, the collectors with the first scrape or push.
 */
final class MetricsExporter implements Supplier<ServedMetrics>, Runnable {
  private final TaskMonitor monitor;
  private final Settings settings;
  private final Instrumentation instrumentation;

  /** Null if no series has a label of a tag. */
  private final TagRequests tags;

  private volatile MetricsServer server;
  private volatile boolean draining;
  private volatile ServedMetrics metrics;
  private Pushes pushes;
  private PushStats pushStats;

  /**
   * @param instrumentation finds the application's own metrics
   */
  MetricsExporter(TaskMonitor monitor, Settings settings, Instrumentation instrumentation) {
    this.monitor = monitor;
    this.settings = settings;
    this.instrumentation = instrumentation;
    boolean inTask = settings.metadataUri != null;
    boolean wantsTags = inTask && settings.labels != null && !settings.labels.tags.isEmpty();
    tags = wantsTags ? new TagRequests(monitor, settings.labels.tags.values()) : null;
  }

  /**
   * Called with each poll, unless the JVM ends; opens the port, begins to push and asks for tags if
   * that is still to be done. Never throws.
   */
  @Override
  public void run() {
    if (draining) return;
    AgentJar.check();
    if (settings.server != null) openPort();
    if (settings.otlp != null) startPushes();
    if (tags != null) tags.run();
  }

  private void openPort() {
    try {
      if (server == null) server = new MetricsServer(settings, monitor, this);
      server.open();
      if (draining) server.drain();
    } catch (Throwable failure) {
      AgentJar.check();
      AgentLog.problem("port", "no server (" + failure + "); will retry, everything else works");
      AgentLog.debug(failure);
    }
  }

  private void startPushes() {
    try {
      pushes().start();
    } catch (Throwable failure) {
      AgentJar.check();
      AgentLog.problem("otlp", "no push (" + failure + "); will retry, everything else works");
      AgentLog.debug(failure);
    }
  }

  private synchronized Pushes pushes() {
    if (pushes == null)
      pushes = new Pushes(settings, monitor, new Pushed(), AgentJar.version(), pushStats());
    return pushes;
  }

  /** Null if nothing is pushed by OTLP. */
  private synchronized PushStats pushStats() {
    if (pushStats == null && settings.otlp != null)
      pushStats = new PushStats(monitor, settings.labels);
    return pushStats;
  }

  /**
   * Polls and pushes once more, if pushes are set; never throws.
   *
   * @param poller null outside ECS
   */
  void finishPushes(Poller poller) {
    boolean any = settings.push != null && poller != null || settings.otlp != null;
    if (!any) return;
    try {
      pushes().finish(poller);
    } catch (Throwable failure) {
      AgentLog.warn("no last push (" + failure + "); the application is not affected");
      AgentLog.debug(failure);
    }
  }

  /** Lets the JVM end without waiting for the server; never throws and never waits. */
  void drain() {
    draining = true;
    ServedMetrics served = metrics;
    if (served != null) served.beginShutdown();
    MetricsServer opened = server;
    if (opened != null) opened.drain();
  }

  @Override
  public synchronized ServedMetrics get() {
    if (metrics == null) metrics = new ServedMetrics(collectors(), application());
    return metrics;
  }

  private List<MultiCollector> collectors() {
    ContainerFilter filter =
        new ContainerFilter(settings.containersInclude, settings.containersExclude);
    List<MultiCollector> collectors =
        MetricCollectors.create(
            monitor, filter, settings.jvmMetrics, AgentJar.version(), settings.labels);
    if (settings.otlp != null) collectors.add(pushStats());
    return collectors;
  }

  /** Null if the application's metrics are not merged. */
  private ApplicationMetrics application() {
    if (settings.appMetrics == null) return null;
    ApplicationStats stats = new ApplicationStats(monitor, settings.labels);
    return new ApplicationMetrics(settings.appMetrics, instrumentation, stats);
  }

  /** The metrics for a push. */
  private final class Pushed implements Supplier<List<MultiCollector>> {
    /** The part of the last push's time for the application, which may have ended already. */
    private static final int LAST_PART = 4;

    @Override
    public List<MultiCollector> get() {
      ServedMetrics all = MetricsExporter.this.get();
      int millis = all.applicationMillis();
      return all.forPush(
          draining ? Math.min(millis, settings.lastPushMillis() / LAST_PART) : millis);
    }
  }
}
