package io.github.ecsmetrics.agent.otlp;

import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The buckets of a native histogram. A histogram with too many buckets halves its resolution or
 * widens its zero bucket, so two of them are compared in the coarser form of both.
 */
final class NativeBuckets {
  private final int schema;
  private final double zeroThreshold;
  private final Map<Integer, Long> positive = new TreeMap<>();
  private final Map<Integer, Long> negative = new TreeMap<>();
  private long zeroCount;

  private NativeBuckets(int schema, double zeroThreshold, long zeroCount) {
    this.schema = schema;
    this.zeroThreshold = zeroThreshold;
    this.zeroCount = zeroCount;
  }

  static NativeBuckets of(HistogramDataPointSnapshot point) {
    NativeBuckets buckets =
        new NativeBuckets(
            point.getNativeSchema(), point.getNativeZeroThreshold(), point.getNativeZeroCount());
    put(point.getNativeBucketsForPositiveValues(), buckets.positive);
    put(point.getNativeBucketsForNegativeValues(), buckets.negative);
    return buckets;
  }

  private static void put(NativeHistogramBuckets from, Map<Integer, Long> to) {
    for (int i = 0; i < from.size(); i++) to.put(from.getBucketIndex(i), from.getCount(i));
  }

  /**
   * @param sign 1 for a sum, -1 for a difference
   * @return null if a bucket would be negative
   */
  NativeBuckets plus(NativeBuckets other, int sign) {
    int coarser = Math.min(schema, other.schema);
    double wider = Math.max(zeroThreshold, other.zeroThreshold);
    NativeBuckets sum = coarsened(coarser, wider);
    NativeBuckets summand = other.coarsened(coarser, wider);
    sum.zeroCount += sign * summand.zeroCount;
    add(summand.positive, sign, sum.positive);
    add(summand.negative, sign, sum.negative);
    return sum.hasNegativeCount() ? null : sum;
  }

  private static void add(Map<Integer, Long> from, int sign, Map<Integer, Long> to) {
    for (Map.Entry<Integer, Long> bucket : from.entrySet()) {
      Long count = to.get(bucket.getKey());
      to.put(bucket.getKey(), (count == null ? 0 : count) + sign * bucket.getValue());
    }
  }

  private boolean hasNegativeCount() {
    if (zeroCount < 0) return true;
    return hasNegativeCount(positive) || hasNegativeCount(negative);
  }

  private static boolean hasNegativeCount(Map<Integer, Long> buckets) {
    for (long count : buckets.values()) {
      if (count < 0) return true;
    }
    return false;
  }

  /** Widens the zero bucket first, whose bound is one of the finer buckets'. */
  private NativeBuckets coarsened(int coarser, double wider) {
    NativeBuckets coarse = new NativeBuckets(coarser, wider, zeroCount);
    int lastZero = wider > zeroThreshold ? lastIndexUpTo(wider) : Integer.MIN_VALUE;
    coarse.zeroCount += merge(positive, lastZero, schema - coarser, coarse.positive);
    coarse.zeroCount += merge(negative, lastZero, schema - coarser, coarse.negative);
    return coarse;
  }

  /** Bucket i ends at 2^(i / 2^schema). */
  private int lastIndexUpTo(double bound) {
    double exponent = Math.log(bound) / Math.log(2);
    return (int) Math.floor(Math.scalb(exponent, schema) + 1e-6);
  }

  /** Returns what goes into the zero bucket. */
  private static long merge(
      Map<Integer, Long> from, int lastZero, int halvings, Map<Integer, Long> to) {
    long zero = 0;
    for (Map.Entry<Integer, Long> bucket : from.entrySet()) {
      int index = bucket.getKey();
      if (index <= lastZero) {
        zero += bucket.getValue();
        continue;
      }
      int merged = ((index - 1) >> halvings) + 1;
      Long count = to.get(merged);
      to.put(merged, (count == null ? 0 : count) + bucket.getValue());
    }
    return zero;
  }

  HistogramDataPointSnapshot toPoint(double sum, Labels labels, Exemplars exemplars) {
    return new HistogramDataPointSnapshot(
        schema,
        zeroCount,
        zeroThreshold,
        snapshot(positive),
        snapshot(negative),
        sum,
        labels,
        exemplars,
        0);
  }

  private static NativeHistogramBuckets snapshot(Map<Integer, Long> buckets) {
    List<Integer> indexes = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    for (Map.Entry<Integer, Long> bucket : buckets.entrySet()) {
      if (bucket.getValue() == 0) continue;
      indexes.add(bucket.getKey());
      counts.add(bucket.getValue());
    }
    return NativeHistogramBuckets.of(indexes, counts);
  }
}
