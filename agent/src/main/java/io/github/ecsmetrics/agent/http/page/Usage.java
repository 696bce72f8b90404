package io.github.ecsmetrics.agent.http.page;

import java.util.Locale;

/** An amount in use and its limit. Each of them may be NaN, which means unknown. */
final class Usage {
  static final Usage UNKNOWN = new Usage(Double.NaN, Double.NaN, "", 0);

  private final double used;
  private final double limit;
  private final String unit;
  private final int decimals;

  private Usage(double used, double limit, String unit, int decimals) {
    this.used = used;
    this.limit = limit > 0 ? limit : Double.NaN;
    this.unit = unit;
    this.decimals = decimals;
  }

  /** CPUs in use, and the limit in vCPUs. */
  static Usage cpu(double used, double limit) {
    return new Usage(used, limit, "vCPU", 2);
  }

  /** Both in bytes. */
  static Usage memory(double used, double limit) {
    return new Usage(used / (1 << 20), limit / (1 << 20), "MiB", 0);
  }

  /** From 0 to 100; -1 if the amount or the limit is unknown. */
  int percent() {
    if (Double.isNaN(used) || Double.isNaN(limit)) return -1;
    return (int) Math.max(0, Math.min(100, Math.round(100 * used / limit)));
  }

  /** For example {@code 211 of 512 MiB}, {@code 0.12 vCPU} or {@code unknown}. */
  @Override
  public String toString() {
    if (Double.isNaN(used)) return "unknown";
    if (Double.isNaN(limit)) return number(used) + " " + unit;
    return number(used) + " of " + number(limit) + " " + unit;
  }

  private String number(double value) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
