package io.github.ecsmetrics.agent.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Arrays;

/** A metric's value for one set of labels. */
final class Sample {
  final Labels labels;
  final double value;

  /** The count of a summary. The value is its sum, and the sum of a histogram. */
  final long count;

  /** The counts of a histogram's buckets, each without those below; null for all else. */
  final long[] buckets;

  /** When a counter was 0, in milliseconds since the epoch; 0 if unknown. No text shows it. */
  final long start;

  Sample(Labels labels, double value, long count, long[] buckets, long start) {
    this.labels = labels;
    this.value = value;
    this.count = count;
    this.buckets = buckets;
    this.start = start;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Sample)) return false;
    Sample that = (Sample) other;
    return Double.compare(value, that.value) == 0
        && count == that.count
        && start == that.start
        && Arrays.equals(buckets, that.buckets)
        && labels.equals(that.labels);
  }

  @Override
  public int hashCode() {
    return labels.hashCode() + Double.hashCode(value) + Long.hashCode(count);
  }
}
