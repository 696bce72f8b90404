package io.github.ecsmetrics.agent.otlp;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;

/** Writes data points; the numbers are those of the fields in metrics.proto. */
final class DataPointEncoder {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final ProtobufWriter out;
  private final long now;

  /**
   * @param now when the snapshots were taken, in milliseconds since the epoch
   */
  DataPointEncoder(ProtobufWriter out, long now) {
    this.out = out;
    this.now = now;
  }

  void write(OtlpMetric.Kind kind, DataPointSnapshot point) {
    switch (kind) {
      case GAUGE:
        writeNumber(point, ((GaugeDataPointSnapshot) point).getValue());
        return;
      case SUM:
        CounterDataPointSnapshot counter = (CounterDataPointSnapshot) point;
        writeNumber(counter, counter.getValue());
        if (counter.getExemplar() != null) ExemplarEncoder.write(out, 5, counter.getExemplar());
        return;
      case SUMMARY:
        writeSummary((SummaryDataPointSnapshot) point);
        return;
      case HISTOGRAM:
        writeClassic((HistogramDataPointSnapshot) point);
        return;
      default:
        writeExponential((HistogramDataPointSnapshot) point);
    }
  }

  private void writeNumber(DataPointSnapshot point, double value) {
    Attributes.write(out, 7, point.getLabels());
    writeTimes(point);
    out.number(4, value);
  }

  /** The start and the time have the same numbers in all kinds of points. */
  private void writeTimes(DataPointSnapshot point) {
    if (point.hasCreatedTimestamp()) {
      out.fixed64(2, point.getCreatedTimestampMillis() * NANOS_PER_MILLI);
    }
    long time = point.hasScrapeTimestamp() ? point.getScrapeTimestampMillis() : now;
    out.fixed64(3, time * NANOS_PER_MILLI);
  }

  private void writeSummary(SummaryDataPointSnapshot point) {
    Attributes.write(out, 7, point.getLabels());
    writeTimes(point);
    out.fixed64(4, point.getCount());
    if (point.hasSum()) out.number(5, point.getSum());
    for (Quantile quantile : point.getQuantiles()) {
      int value = out.begin(6);
      out.number(1, quantile.getQuantile());
      out.number(2, quantile.getValue());
      out.end(value);
    }
  }

  /** A point without classic buckets has the one that holds all, as in a scrape. */
  private void writeClassic(HistogramDataPointSnapshot point) {
    Attributes.write(out, 9, point.getLabels());
    writeTimes(point);
    out.fixed64(4, point.getCount());
    if (point.hasSum()) out.number(5, point.getSum());
    ClassicHistogramBuckets buckets = point.getClassicBuckets();
    int counts = out.begin(6);
    for (int i = 0; i < buckets.size(); i++) out.fixed64(buckets.getCount(i));
    if (buckets.isEmpty()) out.fixed64(point.getCount());
    out.end(counts);
    int bounds = out.begin(7);
    // The last one is infinity, which OTLP leaves out.
    for (int i = 0; i < buckets.size() - 1; i++) {
      out.fixed64(Double.doubleToRawLongBits(buckets.getUpperBound(i)));
    }
    out.end(bounds);
    ExemplarEncoder.write(out, 8, point.getExemplars());
  }

  private void writeExponential(HistogramDataPointSnapshot point) {
    Attributes.write(out, 1, point.getLabels());
    writeTimes(point);
    ExponentialHistogramEncoder.write(out, point);
    ExemplarEncoder.write(out, 11, point.getExemplars());
  }
}
