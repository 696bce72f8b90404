package io.github.ecsmetrics.agent.metrics;

/** How much a sum of seconds grew in a span of time. */
public final class Growth {
  public final double seconds;

  /** The span, in seconds. */
  public final double ofSeconds;

  public Growth(double seconds, double ofSeconds) {
    this.seconds = seconds;
    this.ofSeconds = ofSeconds;
  }
}
