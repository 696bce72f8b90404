package io.github.ecsmetrics.agent.otlp;

import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What was observed of each series that only grows; from it come start times and deltas. */
final class SeriesHistory {
  /** Series of which more than this are not seen any more are forgotten, about 2 MB. */
  private static final int MAX_SERIES = 10_000;

  /** The pushes in a row after which a series has vanished: it may be late, or not be read. */
  private static final int MAX_UNSEEN = 10;

  private final Temporality temporality;
  private final long start;
  private final Map<String, Map<Labels, Series>> byMetric = new HashMap<>();
  private final Map<DataPointSnapshot, Series> unacknowledged = new IdentityHashMap<>();
  private int size;
  private long now;

  /**
   * @param start of the JVM in milliseconds since the epoch
   */
  SeriesHistory(Temporality temporality, long start) {
    this.temporality = temporality;
    this.start = start;
  }

  /** Begins a push. */
  void begin(long time) {
    if (size > MAX_SERIES) forgetVanished();
    unacknowledged.clear();
    now = time;
  }

  /** The metric with start times, and with deltas if that is the temporality. */
  OtlpMetric observe(OtlpMetric metric) {
    if (metric.kind == OtlpMetric.Kind.GAUGE) return metric;
    Map<Labels, Series> seriesByLabels = byMetric.get(metric.name);
    if (seriesByLabels == null) {
      seriesByLabels = new HashMap<>();
      byMetric.put(metric.name, seriesByLabels);
    }
    boolean delta = temporality == Temporality.DELTA && metric.kind != OtlpMetric.Kind.SUMMARY;
    List<DataPointSnapshot> points = new ArrayList<>(metric.points.size());
    for (DataPointSnapshot point : metric.points) {
      Series series = seriesByLabels.get(point.getLabels());
      if (series == null) {
        series = new Series(start);
        seriesByLabels.put(point.getLabels(), series);
        size++;
      }
      DataPointSnapshot sent = series.observe(point, now, delta);
      if (sent == null) continue;
      points.add(sent);
      if (delta) unacknowledged.put(sent, series);
    }
    return metric.with(points);
  }

  void acknowledge(List<DataPointSnapshot> points) {
    for (DataPointSnapshot point : points) {
      Series series = unacknowledged.remove(point);
      if (series != null) series.acknowledge();
    }
  }

  private void forgetVanished() {
    for (Map<Labels, Series> seriesByLabels : byMetric.values()) {
      Iterator<Series> all = seriesByLabels.values().iterator();
      while (all.hasNext()) {
        if (all.next().unseen(now) <= MAX_UNSEEN) continue;
        all.remove();
        size--;
      }
    }
  }
}
