package io.github.ecsmetrics.agent.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies snapshots with further labels, since client_java's own are fixed when a collector is
 * registered.
 */
final class Relabel {
  private Relabel() {}

  static MetricSnapshot with(MetricSnapshot snapshot, Labels labels) {
    if (snapshot instanceof GaugeSnapshot) return gauge((GaugeSnapshot) snapshot, labels);
    if (snapshot instanceof CounterSnapshot) return counter((CounterSnapshot) snapshot, labels);
    if (snapshot instanceof SummarySnapshot) return summary((SummarySnapshot) snapshot, labels);
    if (snapshot instanceof InfoSnapshot) return info((InfoSnapshot) snapshot, labels);
    return snapshot;
  }

  private static MetricSnapshot gauge(GaugeSnapshot snapshot, Labels labels) {
    List<GaugeDataPointSnapshot> points = new ArrayList<>();
    for (GaugeDataPointSnapshot point : snapshot.getDataPoints()) {
      points.add(
          new GaugeDataPointSnapshot(point.getValue(), point.getLabels().merge(labels), null));
    }
    return new GaugeSnapshot(snapshot.getMetadata(), points);
  }

  private static MetricSnapshot counter(CounterSnapshot snapshot, Labels labels) {
    List<CounterDataPointSnapshot> points = new ArrayList<>();
    for (CounterDataPointSnapshot point : snapshot.getDataPoints()) {
      points.add(
          new CounterDataPointSnapshot(
              point.getValue(),
              point.getLabels().merge(labels),
              null,
              point.getCreatedTimestampMillis()));
    }
    return new CounterSnapshot(snapshot.getMetadata(), points);
  }

  private static MetricSnapshot summary(SummarySnapshot snapshot, Labels labels) {
    List<SummaryDataPointSnapshot> points = new ArrayList<>();
    for (SummaryDataPointSnapshot point : snapshot.getDataPoints()) {
      points.add(
          new SummaryDataPointSnapshot(
              point.getCount(),
              point.getSum(),
              point.getQuantiles(),
              point.getLabels().merge(labels),
              point.getExemplars(),
              point.getCreatedTimestampMillis()));
    }
    return new SummarySnapshot(snapshot.getMetadata(), points);
  }

  private static MetricSnapshot info(InfoSnapshot snapshot, Labels labels) {
    List<InfoDataPointSnapshot> points = new ArrayList<>();
    for (InfoDataPointSnapshot point : snapshot.getDataPoints()) {
      points.add(new InfoDataPointSnapshot(point.getLabels().merge(labels)));
    }
    return new InfoSnapshot(snapshot.getMetadata(), points);
  }
}
