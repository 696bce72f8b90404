package io.github.ecsmetrics.agent.otlp;

import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;

/** Sums and differences of counters and of histograms. */
final class Points {
  private Points() {}

  /** What only grows: a counter's value, or how much a histogram or summary observed. */
  static double amount(DataPointSnapshot point) {
    if (point instanceof CounterDataPointSnapshot) {
      return ((CounterDataPointSnapshot) point).getValue();
    }
    if (point instanceof HistogramDataPointSnapshot) {
      return ((HistogramDataPointSnapshot) point).getCount();
    }
    return ((SummaryDataPointSnapshot) point).getCount();
  }

  /**
   * Null if the histograms have different buckets. Labels and exemplars are those of the second.
   */
  static DataPointSnapshot plus(DataPointSnapshot unsent, DataPointSnapshot increment) {
    return sum(increment, unsent, 1);
  }

  /** Null if the histograms have different buckets, or one bucket fell. */
  static DataPointSnapshot minus(DataPointSnapshot latest, DataPointSnapshot last) {
    return sum(latest, last, -1);
  }

  private static DataPointSnapshot sum(DataPointSnapshot a, DataPointSnapshot b, int sign) {
    if (a instanceof HistogramDataPointSnapshot) {
      return HistogramSum.of((HistogramDataPointSnapshot) a, (HistogramDataPointSnapshot) b, sign);
    }
    CounterDataPointSnapshot counter = (CounterDataPointSnapshot) a;
    double value = counter.getValue() + sign * ((CounterDataPointSnapshot) b).getValue();
    return new CounterDataPointSnapshot(value, a.getLabels(), counter.getExemplar(), 0);
  }

  /**
   * @param start in milliseconds since the epoch
   */
  static DataPointSnapshot withStart(DataPointSnapshot point, long start) {
    if (point instanceof CounterDataPointSnapshot) {
      CounterDataPointSnapshot counter = (CounterDataPointSnapshot) point;
      return new CounterDataPointSnapshot(
          counter.getValue(),
          counter.getLabels(),
          counter.getExemplar(),
          start,
          counter.getScrapeTimestampMillis());
    }
    if (point instanceof HistogramDataPointSnapshot) {
      return HistogramSum.withStart((HistogramDataPointSnapshot) point, start);
    }
    SummaryDataPointSnapshot summary = (SummaryDataPointSnapshot) point;
    return new SummaryDataPointSnapshot(
        summary.getCount(),
        summary.getSum(),
        summary.getQuantiles(),
        summary.getLabels(),
        summary.getExemplars(),
        start,
        summary.getScrapeTimestampMillis());
  }
}
