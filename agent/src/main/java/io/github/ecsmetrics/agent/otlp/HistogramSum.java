package io.github.ecsmetrics.agent.otlp;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;

/** The sum or difference of two histograms, bucket by bucket. */
final class HistogramSum {
  private HistogramSum() {}

  /**
   * Labels and exemplars are those of {@code a}.
   *
   * @param sign 1 for a sum, -1 for a difference
   * @return null if the bounds of classic buckets differ, or if a bucket would be negative
   */
  static HistogramDataPointSnapshot of(
      HistogramDataPointSnapshot a, HistogramDataPointSnapshot b, int sign) {
    double sum = a.getSum() + sign * b.getSum();
    if (a.hasClassicHistogramData()) {
      ClassicHistogramBuckets buckets = sum(a.getClassicBuckets(), b.getClassicBuckets(), sign);
      if (buckets == null) return null;
      return new HistogramDataPointSnapshot(buckets, sum, a.getLabels(), a.getExemplars(), 0);
    }
    if (!b.hasNativeHistogramData()) return null;
    NativeBuckets buckets = NativeBuckets.of(a).plus(NativeBuckets.of(b), sign);
    return buckets == null ? null : buckets.toPoint(sum, a.getLabels(), a.getExemplars());
  }

  static HistogramDataPointSnapshot withStart(HistogramDataPointSnapshot point, long start) {
    return new HistogramDataPointSnapshot(
        point.getClassicBuckets(),
        point.getNativeSchema(),
        point.getNativeZeroCount(),
        point.getNativeZeroThreshold(),
        point.getNativeBucketsForPositiveValues(),
        point.getNativeBucketsForNegativeValues(),
        point.getSum(),
        point.getLabels(),
        point.getExemplars(),
        start,
        point.getScrapeTimestampMillis());
  }

  private static ClassicHistogramBuckets sum(
      ClassicHistogramBuckets a, ClassicHistogramBuckets b, int sign) {
    if (a.size() != b.size()) return null;
    double[] bounds = new double[a.size()];
    long[] counts = new long[a.size()];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = a.getUpperBound(i);
      counts[i] = a.getCount(i) + sign * b.getCount(i);
      if (bounds[i] != b.getUpperBound(i) || counts[i] < 0) return null;
    }
    return ClassicHistogramBuckets.of(bounds, counts);
  }
}
