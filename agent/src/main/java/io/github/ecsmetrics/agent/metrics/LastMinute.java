package io.github.ecsmetrics.agent.metrics;

import java.util.ArrayDeque;

/**
 * How much a sum of seconds grew in the last minute, or since the last reading before that: the sum
 * is only known if somebody scrapes or opens the page.
 */
final class LastMinute {
  private static final double MINUTE = 60;

  /** Between two readings that are kept, so that few are. */
  private static final double STEP = 1;

  private final ArrayDeque<Growth> readings = new ArrayDeque<>();

  LastMinute() {
    readings.add(new Growth(0, 0));
  }

  /**
   * Adds a reading.
   *
   * @param sum since the JVM began, in seconds; NaN if unknown
   * @param uptime of the JVM, in seconds
   */
  void add(double sum, double uptime) {
    if (Double.isNaN(sum)) return;
    Growth oldest = readings.removeFirst();
    while (!readings.isEmpty() && readings.getFirst().ofSeconds <= uptime - MINUTE) {
      oldest = readings.removeFirst();
    }
    readings.addFirst(oldest);
    if (uptime - readings.getLast().ofSeconds >= STEP) readings.add(new Growth(sum, uptime));
  }

  /** The growth up to now, with the parameters of {@link #add}; null if the sum is unknown. */
  Growth upTo(double sum, double uptime) {
    add(sum, uptime);
    if (Double.isNaN(sum)) return null;
    Growth oldest = readings.getFirst();
    return new Growth(Math.max(0, sum - oldest.seconds), uptime - oldest.ofSeconds);
  }
}
