package io.github.ecsmetrics.agent.task;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The use of one resource by one container since it was first seen. It is the sum of the counters
 * of its parts (network interfaces, block devices, or the container itself) and never falls.
 *
 * <p>Each part counts on its own. A part that disappears, or that an answer leaves out, keeps its
 * last value.
 */
final class RunningSum {
  // In the order of arrival: sums of doubles in another order could differ, and fall, by a rounding
  // error.
  private final Map<Object, RestartingCounter> parts = new LinkedHashMap<>();

  /** The counter of that part, at first 0. */
  RestartingCounter part(Object key) {
    RestartingCounter part = parts.get(key);
    if (part == null) {
      part = new RestartingCounter();
      parts.put(key, part);
    }
    return part;
  }

  /** The sum so far, or NaN if there was no part. */
  double total() {
    if (parts.isEmpty()) return Double.NaN;
    double total = 0;
    for (RestartingCounter part : parts.values()) total += part.total();
    return total;
  }
}
