package io.github.ecsmetrics.agent.metadata;

/** Adds numbers of which NaN is unknown. */
public final class NanSum {
  private NanSum() {}

  /** The sum of the known numbers; NaN if both are unknown. */
  public static double of(double a, double b) {
    if (Double.isNaN(a)) return b;
    return Double.isNaN(b) ? a : a + b;
  }
}
