package io.github.ecsmetrics.agent.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.List;

/** A metric's name, help and type. */
final class Metric implements Comparable<Metric> {
  private enum Type {
    GAUGE,
    COUNTER,
    INFO,
    SUMMARY,
    HISTOGRAM
  }

  private final Type type;
  private final MetricMetadata metadata;

  /** The upper bounds of a histogram's buckets; null for all else. */
  private final double[] bounds;

  private Metric(Type type, MetricMetadata metadata, double[] bounds) {
    this.type = type;
    this.metadata = metadata;
    this.bounds = bounds;
  }

  private Metric(Type type, String name, String help) {
    this(type, new MetricMetadata(name, help), null);
  }

  static Metric gauge(String name, String help) {
    return new Metric(Type.GAUGE, name, help);
  }

  /**
   * @param name without the {@code _total} that text formats append
   */
  static Metric counter(String name, String help) {
    return new Metric(Type.COUNTER, name, help);
  }

  /**
   * @param name without the {@code _info} that text formats append
   */
  static Metric info(String name, String help) {
    return new Metric(Type.INFO, name, help);
  }

  static Metric summary(String name, String help) {
    return new Metric(Type.SUMMARY, name, help);
  }

  /**
   * @param bounds the upper bounds of the buckets, the last infinity
   */
  static Metric histogram(String name, String help, double... bounds) {
    return new Metric(Type.HISTOGRAM, new MetricMetadata(name, help), bounds);
  }

  /**
   * The same with a unit in the sense of OpenMetrics.
   *
   * @param unit the end of the name
   */
  Metric in(Unit unit) {
    MetricMetadata withUnit = new MetricMetadata(metadata.getName(), metadata.getHelp(), unit);
    return new Metric(type, withUnit, bounds);
  }

  String name() {
    return metadata.getName();
  }

  /** By name, the order of an exposition. */
  @Override
  public int compareTo(Metric other) {
    return metadata.getPrometheusName().compareTo(other.metadata.getPrometheusName());
  }

  MetricSnapshot snapshot(List<Sample> samples) {
    switch (type) {
      case GAUGE:
        List<GaugeDataPointSnapshot> gauges = new ArrayList<>(samples.size());
        for (Sample sample : samples) {
          gauges.add(new GaugeDataPointSnapshot(sample.value, sample.labels, null));
        }
        return new GaugeSnapshot(metadata, gauges);
      case COUNTER:
        List<CounterDataPointSnapshot> counters = new ArrayList<>(samples.size());
        for (Sample sample : samples) {
          counters.add(
              new CounterDataPointSnapshot(sample.value, sample.labels, null, sample.start));
        }
        return new CounterSnapshot(metadata, counters);
      case SUMMARY:
        List<SummaryDataPointSnapshot> summaries = new ArrayList<>(samples.size());
        for (Sample sample : samples) {
          summaries.add(
              new SummaryDataPointSnapshot(
                  sample.count, sample.value, Quantiles.EMPTY, sample.labels, null, sample.start));
        }
        return new SummarySnapshot(metadata, summaries);
      case HISTOGRAM:
        List<HistogramDataPointSnapshot> histograms = new ArrayList<>(samples.size());
        for (Sample sample : samples) {
          ClassicHistogramBuckets buckets = ClassicHistogramBuckets.of(bounds, sample.buckets);
          histograms.add(
              new HistogramDataPointSnapshot(
                  buckets, sample.value, sample.labels, Exemplars.EMPTY, sample.start));
        }
        return new HistogramSnapshot(metadata, histograms);
      default:
        List<InfoDataPointSnapshot> infos = new ArrayList<>(samples.size());
        for (Sample sample : samples) infos.add(new InfoDataPointSnapshot(sample.labels));
        return new InfoSnapshot(metadata, infos);
    }
  }
}
