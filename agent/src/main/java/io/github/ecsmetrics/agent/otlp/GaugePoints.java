package io.github.ecsmetrics.agent.otlp;

import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot.StateSetDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * Info, state sets and unknown metrics as gauges, which they are in the text format, too.
 *
 * <p>The specification makes non-monotonic sums of info and state sets, but that part is not stable
 * yet. A gauge needs no temporality, so that it is the same for every receiver.
 */
final class GaugePoints {
  private GaugePoints() {}

  static List<DataPointSnapshot> of(InfoSnapshot info) {
    List<DataPointSnapshot> points = new ArrayList<>();
    for (DataPointSnapshot point : info.getDataPoints()) {
      points.add(gauge(1, point.getLabels(), point));
    }
    return points;
  }

  static List<DataPointSnapshot> of(StateSetSnapshot states, String name) {
    List<DataPointSnapshot> points = new ArrayList<>();
    for (StateSetDataPointSnapshot point : states.getDataPoints()) {
      for (int i = 0; i < point.size(); i++) {
        Labels labels = point.getLabels().add(name, point.getName(i));
        points.add(gauge(point.isTrue(i) ? 1 : 0, labels, point));
      }
    }
    return points;
  }

  static List<DataPointSnapshot> of(UnknownSnapshot unknown) {
    List<DataPointSnapshot> points = new ArrayList<>();
    for (UnknownDataPointSnapshot point : unknown.getDataPoints()) {
      points.add(gauge(point.getValue(), point.getLabels(), point));
    }
    return points;
  }

  private static DataPointSnapshot gauge(double value, Labels labels, DataPointSnapshot source) {
    return new GaugeDataPointSnapshot(value, labels, null, source.getScrapeTimestampMillis());
  }
}
