package io.github.ecsmetrics.agent;

import io.github.ecsmetrics.agent.http.MetricsServer;
import io.github.ecsmetrics.agent.log.AgentLog;
import io.github.ecsmetrics.agent.metadata.TaskWatch;
import io.github.ecsmetrics.agent.metrics.ContainerFilter;
import io.github.ecsmetrics.agent.metrics.MetricCollectors;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * The metrics and the server that has them, both made no sooner than needed: the server once {@code
 * main} has begun, all that only a scrape or a push needs with the first of these.
 */
final class ServedMetrics implements Callable<List<MultiCollector>> {
  private final TaskWatch watch;
  private final Options options;
  private MetricsServer server;
  private List<MultiCollector> collectors;

  ServedMetrics(TaskWatch watch, Options options) {
    this.watch = watch;
    this.options = options;
  }

  /** Opens the port, again and again without harm; never throws. */
  void open() {
    if (options.port == Options.NO_SERVER) return;
    try {
      if (server == null) server = new MetricsServer(options.server, watch, this);
      server.open();
    } catch (Throwable failure) {
      AgentLog.problem("port", "no server (" + failure + "); trying again, all else works");
      AgentLog.debug(failure);
    }
  }

  @Override
  public synchronized List<MultiCollector> call() {
    if (collectors == null) {
      ContainerFilter filter =
          new ContainerFilter(options.containersInclude, options.containersExclude);
      collectors = MetricCollectors.create(watch, filter, options.jvmMetrics, version());
    }
    return collectors;
  }

  /** All of it in the text format 0.0.4. */
  byte[] text() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream(16 * 1024);
    PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    for (MultiCollector collector : call()) writer.write(text, collector.collect());
    return text.toByteArray();
  }

  /** The jar's, from its manifest. */
  private static String version() {
    String version = Agent.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }
}
