package io.github.ecsmetrics.agent.metrics;

/**
 * A metric and the field that has its value.
 *
 * @param <F> the type of the field
 */
final class MetricRow<F> {
  final Metric metric;
  final F field;

  /** Divides the field's value. Multiplying by 1e-9 would differ in the last digit. */
  private final double divisor;

  private MetricRow(Metric metric, F field, double divisor) {
    this.metric = metric;
    this.field = field;
    this.divisor = divisor;
  }

  /** A row whose field is in the unit of the metric. */
  static <F> MetricRow<F> of(Metric metric, F field) {
    return new MetricRow<>(metric, field, 1);
  }

  /** A row of seconds, whose field is in nanoseconds. */
  static <F> MetricRow<F> nanos(Metric metric, F field) {
    return new MetricRow<>(metric, field, 1e9);
  }

  /** A row of seconds, whose field is in milliseconds. */
  static <F> MetricRow<F> millis(Metric metric, F field) {
    return new MetricRow<>(metric, field, 1e3);
  }

  /** A row of bytes, whose field is in MiB. */
  static <F> MetricRow<F> mebibytes(Metric metric, F field) {
    return new MetricRow<>(metric, field, 1.0 / (1 << 20));
  }

  /** Adds the sample unless the value is NaN. */
  void add(Samples samples, SeriesLabels labels, double value) {
    samples.add(metric, labels, value / divisor);
  }
}
