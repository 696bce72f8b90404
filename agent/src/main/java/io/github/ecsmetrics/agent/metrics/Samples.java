package io.github.ecsmetrics.agent.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The samples of one observation while they are put together. */
final class Samples {
  private final Map<Metric, List<Metric.Sample>> byMetric = new LinkedHashMap<>();
  private final List<MetricSnapshot> others = new ArrayList<>();

  /**
   * @param value NaN where it is not known, which gives no sample
   */
  void add(Metric metric, SeriesLabels labels, double value) {
    add(metric, labels.labels(), value);
  }

  /**
   * @param value NaN where it is not known, which gives no sample
   */
  void add(Metric metric, Labels labels, double value) {
    if (Double.isNaN(value)) return;
    List<Metric.Sample> samples = byMetric.get(metric);
    if (samples == null) {
      samples = new ArrayList<>();
      byMetric.put(metric, samples);
    }
    samples.add(new Metric.Sample(labels, value));
  }

  /** Adds a metric of a type that {@link Metric} does not have. */
  void add(MetricSnapshot snapshot) {
    others.add(snapshot);
  }

  MetricSnapshots build() {
    List<MetricSnapshot> snapshots = new ArrayList<>(others);
    for (Map.Entry<Metric, List<Metric.Sample>> entry : byMetric.entrySet()) {
      snapshots.add(entry.getKey().snapshot(entry.getValue()));
    }
    return new MetricSnapshots(snapshots);
  }
}
