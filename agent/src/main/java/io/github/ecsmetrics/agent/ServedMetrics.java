package io.github.ecsmetrics.agent;

import io.github.ecsmetrics.agent.metadata.TaskWatch;
import io.github.ecsmetrics.agent.metrics.ContainerFilter;
import io.github.ecsmetrics.agent.metrics.MetricsRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.concurrent.Callable;

/** Makes on the first scrape, and not before, all that only a scrape needs. */
final class ServedMetrics implements Callable<PrometheusRegistry> {
  private final TaskWatch watch;
  private final Options options;

  ServedMetrics(TaskWatch watch, Options options) {
    this.watch = watch;
    this.options = options;
  }

  @Override
  public PrometheusRegistry call() {
    ContainerFilter filter =
        new ContainerFilter(options.containersInclude, options.containersExclude);
    return MetricsRegistry.create(watch, filter, options.jvmMetrics, version());
  }

  /** The jar's, from its manifest. */
  private static String version() {
    String version = Agent.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }
}
