package io.github.ecsmetrics.agent;

import io.github.ecsmetrics.agent.classes.AgentJar;
import io.github.ecsmetrics.agent.http.MetricsServer;
import io.github.ecsmetrics.agent.log.AgentLog;
import io.github.ecsmetrics.agent.metadata.ContainerFilter;
import io.github.ecsmetrics.agent.metrics.MetricCollectors;
import io.github.ecsmetrics.agent.settings.Settings;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.util.List;
import java.util.function.Supplier;

/**
 * Creates the collectors and the server no sooner than needed: the server once {@code main} has
 * begun, the collectors with the first scrape or push.
 */
final class MetricsExporter implements Supplier<List<MultiCollector>>, Runnable {
  private final TaskMonitor monitor;
  private final Settings settings;
  private volatile MetricsServer server;
  private volatile boolean draining;
  private List<MultiCollector> collectors;

  MetricsExporter(TaskMonitor monitor, Settings settings) {
    this.monitor = monitor;
    this.settings = settings;
  }

  /** Opens the port if it is not open yet, unless the JVM ends; never throws. */
  @Override
  public void run() {
    if (settings.server == null || draining) return;
    AgentJar.check();
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

  /** Lets the JVM end without waiting for the server; never throws and never waits. */
  void drain() {
    draining = true;
    MetricsServer opened = server;
    if (opened != null) opened.drain();
  }

  @Override
  public synchronized List<MultiCollector> get() {
    if (collectors == null) {
      ContainerFilter filter =
          new ContainerFilter(settings.containersInclude, settings.containersExclude);
      collectors = MetricCollectors.create(monitor, filter, settings.jvmMetrics, version());
    }
    return collectors;
  }

  /** The version in the jar's manifest. */
  private static String version() {
    String version = Agent.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }
}
