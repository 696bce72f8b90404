package io.github.ecsmetrics.agent.otlp;

import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;

/**
 * Writes the buckets of a native histogram, whose schema OTLP calls the scale. Prometheus counts a
 * bucket by its upper bound, OTLP by its lower one: index 1 there is index 0 here.
 */
final class ExponentialHistogramEncoder {
  /** The exponent of 2 above every double. */
  private static final int MAX_EXPONENT = 1024;

  private ExponentialHistogramEncoder() {}

  static void write(ProtobufWriter out, HistogramDataPointSnapshot point) {
    int scale = point.getNativeSchema();
    NativeHistogramBuckets positive = point.getNativeBucketsForPositiveValues();
    NativeHistogramBuckets negative = point.getNativeBucketsForNegativeValues();
    int positiveEnd = end(positive, scale);
    int negativeEnd = end(negative, scale);
    long zeroCount = point.getNativeZeroCount();
    out.fixed64(4, zeroCount + count(positive, positiveEnd) + count(negative, negativeEnd));
    if (point.hasSum()) out.number(5, point.getSum());
    out.signed(6, scale);
    out.fixed64(7, zeroCount);
    write(out, 8, positive, positiveEnd);
    write(out, 9, negative, negativeEnd);
    out.number(14, point.getNativeZeroThreshold());
  }

  /** Buckets before it are those of finite values; OTLP has no bucket for infinity. */
  private static int end(NativeHistogramBuckets buckets, int scale) {
    int last = scale >= 0 ? MAX_EXPONENT << scale : MAX_EXPONENT >> -scale;
    int end = buckets.size();
    while (end > 0 && buckets.getBucketIndex(end - 1) > last) end--;
    return end;
  }

  private static long count(NativeHistogramBuckets buckets, int end) {
    long count = 0;
    for (int i = 0; i < end; i++) count += buckets.getCount(i);
    return count;
  }

  private static void write(
      ProtobufWriter out, int field, NativeHistogramBuckets buckets, int end) {
    if (end == 0) return;
    int message = out.begin(field);
    out.signed(1, buckets.getBucketIndex(0) - 1);
    int counts = out.begin(2);
    int next = buckets.getBucketIndex(0);
    for (int i = 0; i < end; i++) {
      for (; next < buckets.getBucketIndex(i); next++) out.varint(0);
      out.varint(buckets.getCount(i));
      next++;
    }
    out.end(counts);
    out.end(message);
  }
}
