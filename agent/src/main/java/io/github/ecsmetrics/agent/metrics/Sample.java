package io.github.ecsmetrics.agent.metrics;

import io.prometheus.metrics.model.snapshots.Labels;

/** A metric's value for one set of labels. */
final class Sample {
  final Labels labels;
  final double value;

  /** The count of a summary; the value is its sum. */
  final long count;

  Sample(Labels labels, double value, long count) {
    this.labels = labels;
    this.value = value;
    this.count = count;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Sample)) return false;
    Sample that = (Sample) other;
    return Double.compare(value, that.value) == 0
        && count == that.count
        && labels.equals(that.labels);
  }

  @Override
  public int hashCode() {
    return labels.hashCode() + Double.hashCode(value) + Long.hashCode(count);
  }
}
