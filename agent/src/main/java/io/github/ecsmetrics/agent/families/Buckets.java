package io.github.ecsmetrics.agent.families;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import java.util.Map;
import java.util.SortedMap;

/** Buckets as texts have them, each with the counts of all below it, as client_java has them. */
final class Buckets {
  private Buckets() {}

  /**
   * Makes buckets with a count of their own each.
   *
   * <p>A histogram that changes while it is written may have a bucket with less than the one below
   * it; such a bucket is empty. Fractions are cut off: client_java's counts are whole numbers.
   *
   * @param cumulative by upper bound
   * @param count for the bucket {@code +Inf}, if it is missing; may be NaN
   */
  static ClassicHistogramBuckets ofCumulative(SortedMap<Double, Double> cumulative, double count) {
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    long below = 0;
    for (Map.Entry<Double, Double> bucket : cumulative.entrySet()) {
      long all = Math.max(below, bucket.getValue().longValue());
      buckets.bucket(bucket.getKey(), all - below);
      below = all;
    }
    if (!cumulative.containsKey(Double.POSITIVE_INFINITY)) {
      buckets.bucket(Double.POSITIVE_INFINITY, Math.max(below, (long) count) - below);
    }
    return buckets.build();
  }
}
