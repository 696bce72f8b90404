package io.github.ecsmetrics.agent.task;

/**
 * One counter of a container, added up across the container's restarts; it never falls.
 *
 * <p>A counter that is lower than before has restarted, or the reading is bad. Bad readings were
 * reported to be lower by some thousandths of a second (prometheus-community/windows_exporter#1383,
 * kubernetes/kubernetes#95970), or to be 0 once (google/cadvisor#946). If one of these counted as a
 * restart, everything would count twice for good. So a fall is a restart only if something else
 * shows a restart, or if the fall is deep. Otherwise the largest value stays.
 */
final class RestartingCounter {
  /** Far from the reported bad readings, which are within a thousandth of the last value. */
  private static final double DEEP = 0.5;

  private double before;
  private double last;
  private double at = Double.NaN;
  private double restarts = Double.NaN;

  /**
   * Adds a reading; the first value counts in full.
   *
   * @param lowest the lowest value that the counter is known to have had since the last reading
   * @param readAt when it was read, in seconds since the epoch, or NaN
   * @param startedAt when the container started last, in seconds since the epoch, or NaN
   * @param restartCount how often it has restarted, or NaN
   * @return whether the container has restarted
   */
  boolean observe(
      double value, double lowest, double readAt, double startedAt, double restartCount) {
    // /task can show a start before /task/stats does.
    boolean earlier = readAt < at || readAt < startedAt;
    // A reading that failed is 0; a run that begins with 0 adds nothing yet, either.
    boolean deep = value > 0 && lowest < DEEP * last;
    boolean said = at < startedAt || restarts < restartCount;
    boolean restarted = value < last && !earlier && (said || deep);
    if (value < last && !restarted) return false;
    if (restarted) before += last;
    last = value;
    at = readAt;
    restarts = restartCount;
    return restarted;
  }

  /** The sum over all runs so far. */
  double total() {
    return before + last;
  }
}
