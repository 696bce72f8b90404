package io.github.ecsmetrics.agent.otlp;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.SnapshotEscaper;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A snapshot as one of the five kinds of metric that OTLP has, under the name that a scrape shows.
 */
final class OtlpMetric {
  /** Which field of {@code Metric} holds the data points. */
  enum Kind {
    GAUGE(5),
    SUM(7),
    HISTOGRAM(9),
    EXPONENTIAL_HISTOGRAM(10),
    SUMMARY(11);

    final int field;

    Kind(int field) {
      this.field = field;
    }
  }

  final Kind kind;
  final String name;

  /** Null if there is none. */
  final String help;

  /** The type that Prometheus knows, for the metric's metadata. */
  final String type;

  final List<? extends DataPointSnapshot> points;

  private OtlpMetric(
      Kind kind, String name, String help, String type, List<? extends DataPointSnapshot> points) {
    this.kind = kind;
    this.name = name;
    this.help = help;
    this.type = type;
    this.points = points;
  }

  /** A gauge histogram has no points: OTLP has nothing like it, and it must be dropped. */
  static OtlpMetric of(MetricSnapshot snapshot) {
    MetricMetadata metadata = snapshot.getMetadata();
    String name = metadata.getPrometheusName();
    String help = metadata.getHelp();
    if (snapshot instanceof CounterSnapshot) {
      String total = withSuffix(metadata, "_total");
      return new OtlpMetric(Kind.SUM, total, help, "counter", snapshot.getDataPoints());
    }
    if (snapshot instanceof HistogramSnapshot) {
      HistogramSnapshot histogram = (HistogramSnapshot) snapshot;
      return new OtlpMetric(kind(histogram), name, help, "histogram", points(histogram));
    }
    if (snapshot instanceof SummarySnapshot) {
      List<DataPointSnapshot> points = points((SummarySnapshot) snapshot);
      return new OtlpMetric(Kind.SUMMARY, name, help, "summary", points);
    }
    if (snapshot instanceof InfoSnapshot) {
      String info = withSuffix(metadata, "_info");
      return new OtlpMetric(
          Kind.GAUGE, info, help, "info", GaugePoints.of((InfoSnapshot) snapshot));
    }
    if (snapshot instanceof StateSetSnapshot) {
      List<DataPointSnapshot> points = GaugePoints.of((StateSetSnapshot) snapshot, name);
      return new OtlpMetric(Kind.GAUGE, name, help, "stateset", points);
    }
    if (snapshot instanceof UnknownSnapshot) {
      List<DataPointSnapshot> points = GaugePoints.of((UnknownSnapshot) snapshot);
      return new OtlpMetric(Kind.GAUGE, name, help, "unknown", points);
    }
    String gauge =
        SnapshotEscaper.getLegacyGaugeName(
            metadata, metadata.getOriginalName(), EscapingScheme.UNDERSCORE_ESCAPING);
    List<GaugeDataPointSnapshot> points = ((GaugeSnapshot) snapshot).getDataPoints();
    return new OtlpMetric(Kind.GAUGE, gauge, help, "gauge", points);
  }

  OtlpMetric with(List<? extends DataPointSnapshot> otherPoints) {
    return new OtlpMetric(kind, name, help, type, otherPoints);
  }

  /** The rule of the text format: a name that ends in the suffix keeps its unit before it. */
  private static String withSuffix(MetricMetadata metadata, String suffix) {
    String base = metadata.getExpositionBasePrometheusName();
    return base.endsWith(suffix) ? base : metadata.getPrometheusName() + suffix;
  }

  /** Classic if any point is, as in a scrape; exponential if all have native buckets only. */
  private static Kind kind(HistogramSnapshot histogram) {
    for (HistogramDataPointSnapshot point : histogram.getDataPoints()) {
      if (point.hasClassicHistogramData()) return Kind.HISTOGRAM;
    }
    return Kind.EXPONENTIAL_HISTOGRAM;
  }

  private static List<HistogramDataPointSnapshot> points(HistogramSnapshot histogram) {
    return histogram.isGaugeHistogram() ? Collections.emptyList() : histogram.getDataPoints();
  }

  /** The specification drops summaries without a count. */
  private static List<DataPointSnapshot> points(SummarySnapshot summary) {
    List<DataPointSnapshot> points = new ArrayList<>();
    for (SummaryDataPointSnapshot point : summary.getDataPoints()) {
      if (point.hasCount()) points.add(point);
    }
    return points;
  }
}
