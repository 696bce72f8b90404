package io.github.ecsmetrics.agent.otlp;

/**
 * What the value of a counter or of a histogram counts from ({@code AggregationTemporality} in
 * metrics.proto).
 */
public enum Temporality {
  /** From the last push that the receiver took. Datadog takes nothing else. */
  DELTA(1),
  /** From a start that stays the same until the counter restarts. Mimir takes nothing else. */
  CUMULATIVE(2);

  /** Its number in metrics.proto. */
  final int number;

  Temporality(int number) {
    this.number = number;
  }
}
