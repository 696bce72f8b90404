package io.github.ecsmetrics.agent.http.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The uses of memory beside each other, in a bar of any width. */
final class MemoryBar {
  private static final double MEBIBYTE = 1 << 20;

  private final List<String> uses = new ArrayList<>();
  private final List<Double> bytes = new ArrayList<>();
  private final double limit;
  private double sum;

  /**
   * @param bytesByUse in the order of the bar
   * @param limit in bytes; NaN without one
   */
  MemoryBar(Map<String, Double> bytesByUse, double limit) {
    this.limit = limit;
    for (Map.Entry<String, Double> use : bytesByUse.entrySet()) {
      uses.add(use.getKey());
      bytes.add(use.getValue());
      sum += use.getValue();
    }
  }

  int size() {
    return uses.size();
  }

  /** For example {@code heap}. */
  String use(int index) {
    return uses.get(index);
  }

  /** Where a use begins; that of {@link #size} is the end of the bar. */
  int begin(int index, int width) {
    double before = 0;
    for (int i = 0; i < index; i++) before += bytes.get(i);
    return sum > 0 ? (int) Math.round(width * before / sum) : 0;
  }

  /** For example {@code heap 120 MiB}. */
  String amount(int index) {
    return String.format(Locale.ROOT, "%s %.0f MiB", use(index), bytes.get(index) / MEBIBYTE);
  }

  /** For example {@code of 512 MiB}; empty without a limit. */
  String limit() {
    if (Double.isNaN(limit)) return "";
    return String.format(Locale.ROOT, "of %.0f MiB", limit / MEBIBYTE);
  }
}
