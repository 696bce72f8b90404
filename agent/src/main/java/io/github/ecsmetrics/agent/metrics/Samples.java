package io.github.ecsmetrics.agent.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The samples of one observation, put together metric by metric. */
final class Samples {
  private final Map<Metric, List<Sample>> byMetric = new LinkedHashMap<>();
  private final Map<Metric, MetricSnapshot> snapshots = new HashMap<>();

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
    if (!Double.isNaN(value)) add(metric, new Sample(labels, value, 0));
  }

  /** Adds a sample of a summary. */
  void add(Metric metric, SeriesLabels labels, long count, double sum) {
    add(metric, new Sample(labels.labels(), sum, count));
  }

  private void add(Metric metric, Sample sample) {
    List<Sample> samples = byMetric.get(metric);
    if (samples == null) {
      samples = new ArrayList<>();
      byMetric.put(metric, samples);
    }
    samples.add(sample);
  }

  /**
   * A snapshot of each metric: that of the last observation, the very object, where no sample has
   * changed, so that it need not be written again.
   */
  MetricSnapshots build(Samples last) {
    for (Map.Entry<Metric, List<Sample>> entry : byMetric.entrySet()) {
      Metric metric = entry.getKey();
      List<Sample> samples = entry.getValue();
      boolean unchanged = samples.equals(last.byMetric.get(metric));
      snapshots.put(metric, unchanged ? last.snapshots.get(metric) : metric.snapshot(samples));
    }
    return new MetricSnapshots(snapshots.values());
  }
}
