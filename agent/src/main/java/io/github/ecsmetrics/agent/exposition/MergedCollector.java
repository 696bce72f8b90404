package io.github.ecsmetrics.agent.exposition;

import io.github.ecsmetrics.agent.families.TextFormat;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** Collects the agent's metrics and the application's as snapshots, which a push needs. */
final class MergedCollector implements MultiCollector {
  private final ServedMetrics metrics;
  private final int timeoutMillis;

  MergedCollector(ServedMetrics metrics, int timeoutMillis) {
    this.metrics = metrics;
    this.timeoutMillis = timeoutMillis;
  }

  @Override
  public MetricSnapshots collect() {
    // It has the exemplars and the times of creation. Names in UTF-8 are escaped, because
    // client_java's snapshots take a.b and a_b for one name.
    TextFormat format = TextFormat.OPEN_METRICS;
    long end = System.nanoTime() + timeoutMillis * 1_000_000L;
    MergedMetrics merged = MergedMetrics.collect(metrics, format, null, end);
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    for (MetricSnapshots own : merged.own) add(all, own);
    add(all, merged.application.snapshots());
    return all.build();
  }

  private static void add(MetricSnapshots.Builder all, MetricSnapshots snapshots) {
    for (MetricSnapshot snapshot : snapshots) all.metricSnapshot(snapshot);
  }
}
