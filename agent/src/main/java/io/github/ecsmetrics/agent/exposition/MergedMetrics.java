package io.github.ecsmetrics.agent.exposition;

import io.github.ecsmetrics.agent.families.MergedFamilies;
import io.github.ecsmetrics.agent.families.TextFormat;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** The agent's metrics and the application's, collected together, each family from one of them. */
final class MergedMetrics {
  /** One for each of the agent's collectors, and those on the application's metrics. */
  final MetricSnapshots[] own;

  final MergedFamilies application;

  private MergedMetrics(MetricSnapshots[] own, MergedFamilies application) {
    this.own = own;
    this.application = application;
  }

  /**
   * @param format of the application's text
   * @param names selects metrics; null for all
   * @param end the last moment to wait for the application, on the scale of {@link System#nanoTime}
   */
  static MergedMetrics collect(
      ServedMetrics metrics, TextFormat format, Predicate<String> names, long end) {
    int count = metrics.own.size();
    MetricSnapshots[] own = new MetricSnapshots[count];
    for (int i = 0; i < count; i++) own[i] = metrics.own.get(i).collect();
    MergedFamilies application = metrics.application.read(own, format, names, end);
    Set<String> replaced = new HashSet<>(metrics.application.replaced());
    replaced.addAll(application.replaced());
    MetricSnapshots[] selected = new MetricSnapshots[count + 1];
    for (int i = 0; i < count; i++) selected[i] = select(own[i], names, replaced);
    selected[count] = select(metrics.application.stats().collect(), names, replaced);
    return new MergedMetrics(selected, application);
  }

  /** The same instance if nothing is left out. */
  private static MetricSnapshots select(
      MetricSnapshots snapshots, Predicate<String> names, Set<String> replaced) {
    if (names == null && replaced.isEmpty()) return snapshots;
    MetricSnapshots.Builder selected = MetricSnapshots.builder();
    for (MetricSnapshot snapshot : snapshots) {
      String name = snapshot.getMetadata().getPrometheusName();
      if (replaced.contains(name) || names != null && !names.test(name)) continue;
      selected.metricSnapshot(snapshot);
    }
    return selected.build();
  }
}
