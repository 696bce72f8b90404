package io.github.ecsmetrics.agent.task;

/**
 * One counter of a container, added up across the container's restarts; it never falls.
 *
 * <p>A counter that is lower than before has restarted, or was read badly. Reports of the second:
 * by some thousandths of a second (prometheus-community/windows_exporter#1383,
 * kubernetes/kubernetes#95970), or 0 for one reading (google/cadvisor#946). Taken for a restart,
 * one of these would count everything twice, for good. So a fall is a restart only if something
 * else says so, or if it is deep; any other keeps the largest value.
 */
final class RestartingCounter {
  /** Far from the reported bad readings, which are within a thousandth of the last value. */
  private static final double DEEP = 0.5;

  private double before;
  private double last;
  private double at = Double.NaN;
  private double restarts = Double.NaN;

  /**
   * Tells a value; the first counts whole.
   *
   * @param lowest the lowest that the counter is known to have been since the value before
   * @param readAt when it was read, in seconds since the epoch, or NaN
   * @param startedAt when the container started last, in seconds since the epoch, or NaN
   * @param restartCount how often it has restarted, or NaN
   * @return whether the container has restarted
   */
  boolean observe(
      double value, double lowest, double readAt, double startedAt, double restartCount) {
    // A task can tell of a start before the numbers do.
    boolean earlier = readAt < at || readAt < startedAt;
    // 0 is what a reading that failed says; a run that begins with it adds nothing yet, either.
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

  /** What all runs counted so far. */
  double total() {
    return before + last;
  }
}
