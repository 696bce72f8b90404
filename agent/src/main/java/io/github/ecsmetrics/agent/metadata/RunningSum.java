package io.github.ecsmetrics.agent.metadata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sum of a counter over containers that come, restart and go; it never falls.
 *
 * <p>A plain sum over those present falls when one leaves, which looks like a reset and makes
 * {@code rate()} invent use. Here a container that left stays in the sum with its last value, and
 * one whose counter fell has restarted and counts on top of what it had.
 */
final class RunningSum {
  private static final class Run {
    double before;
    double last;
  }

  private final Map<String, Run> runs = new HashMap<>();

  // Sums of doubles in another order could differ, and fall, by a rounding error.
  private final List<Run> inOrderOfArrival = new ArrayList<>();

  /**
   * Tells the counter's value of one container now; the first sight counts whole.
   *
   * @param value NaN where it is not known, which changes nothing
   */
  void observe(String container, double value) {
    if (Double.isNaN(value)) return;
    Run run = runs.get(container);
    if (run == null) {
      run = new Run();
      runs.put(container, run);
      inOrderOfArrival.add(run);
    }
    if (value < run.last) run.before += run.last;
    run.last = value;
  }

  /** The sum so far, or NaN if no container was seen. */
  double total() {
    if (inOrderOfArrival.isEmpty()) return Double.NaN;
    double total = 0;
    for (Run run : inOrderOfArrival) total += run.before + run.last;
    return total;
  }
}
