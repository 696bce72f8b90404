package io.github.ecsmetrics.agent.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** {@code ee_agent_info} alone, to try a push with. */
final class VersionCollector implements MultiCollector {
  private final MetricSnapshots snapshots;

  VersionCollector(SeriesLabels constant, String version) {
    Samples samples = new Samples();
    AgentMetrics.addVersion(samples, constant, version);
    snapshots = samples.build(new Samples());
  }

  @Override
  public MetricSnapshots collect() {
    return snapshots;
  }
}
