package io.github.ecsmetrics.agent.metrics;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The samples of one snapshot, grouped by metric. */
final class Samples {
  private final Map<Metric, List<Sample>> byMetric = new LinkedHashMap<>();
  private final Map<Metric, MetricSnapshot> snapshots = new HashMap<>();
  private List<Metric> byName = Collections.emptyList();
  private long start;

  /**
   * Sets the start of the counters that are added from now on; a push by OTLP has it.
   *
   * @param seconds since the epoch; NaN if it is not known, which is the start of the JVM
   */
  void countFrom(double seconds) {
    start = (long) (seconds * 1000);
  }

  /**
   * @param value NaN if unknown; then no sample is added
   */
  void add(Metric metric, SeriesLabels labels, double value) {
    if (!Double.isNaN(value)) {
      add(metric, new Sample(labels.labels(), value, 0, null, start));
    }
  }

  /** Adds a sample of a summary. */
  void add(Metric metric, SeriesLabels labels, long count, double sum) {
    add(metric, new Sample(labels.labels(), sum, count, null, start));
  }

  /**
   * Adds a sample of a histogram.
   *
   * @param buckets the count of each bucket without those below; not to be written to any more
   */
  void add(Metric metric, SeriesLabels labels, long[] buckets, double sum) {
    add(metric, new Sample(labels.labels(), sum, 0, buckets, start));
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
   * A snapshot of each metric. If no sample of a metric has changed, it is the same instance as
   * last time, so that its text need not be written again.
   */
  MetricSnapshots build(Samples last) {
    byName = last.hasTheSameMetrics(this) ? last.byName : sortedMetrics();
    List<MetricSnapshot> sorted = new ArrayList<>(byName.size());
    for (Metric metric : byName) {
      List<Sample> samples = byMetric.get(metric);
      boolean unchanged = samples.equals(last.byMetric.get(metric));
      MetricSnapshot snapshot = unchanged ? last.snapshots.get(metric) : metric.snapshot(samples);
      snapshots.put(metric, snapshot);
      sorted.add(snapshot);
    }
    return new MetricSnapshots(sorted);
  }

  private boolean hasTheSameMetrics(Samples other) {
    return byName.size() == other.byMetric.size() && other.byMetric.keySet().containsAll(byName);
  }

  /** client_java would sort them, at a tenth of the cost of a scrape. */
  private List<Metric> sortedMetrics() {
    List<Metric> metrics = new ArrayList<>(byMetric.keySet());
    Collections.sort(metrics);
    return metrics;
  }
}
