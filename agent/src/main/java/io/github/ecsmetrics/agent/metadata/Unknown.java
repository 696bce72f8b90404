package io.github.ecsmetrics.agent.metadata;

/** Arithmetic with NaN as the unknown number. */
public final class Unknown {
  private Unknown() {}

  /** The sum of the known ones of two numbers; NaN if neither is known. */
  public static double plus(double a, double b) {
    if (Double.isNaN(a)) return b;
    return Double.isNaN(b) ? a : a + b;
  }
}
