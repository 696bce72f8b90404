package io.github.ecsmetrics.agent;

import io.github.ecsmetrics.agent.metadata.TaskWatch;
import io.github.ecsmetrics.agent.metrics.ContainerFilter;
import io.github.ecsmetrics.agent.metrics.MetricsRegistry;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.Callable;

/** Makes on the first scrape or push, and not before, all that only these need. */
final class ServedMetrics implements Callable<PrometheusRegistry> {
  private final TaskWatch watch;
  private final Options options;
  private PrometheusRegistry registry;

  ServedMetrics(TaskWatch watch, Options options) {
    this.watch = watch;
    this.options = options;
  }

  @Override
  public synchronized PrometheusRegistry call() {
    if (registry == null) {
      ContainerFilter filter =
          new ContainerFilter(options.containersInclude, options.containersExclude);
      registry = MetricsRegistry.create(watch, filter, options.jvmMetrics, version());
    }
    return registry;
  }

  /** All of it in the text format 0.0.4. */
  byte[] text() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream(16 * 1024);
    PrometheusTextFormatWriter.create().write(text, call().scrape());
    return text.toByteArray();
  }

  /** The jar's, from its manifest. */
  private static String version() {
    String version = Agent.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }
}
