package io.github.ecsmetrics.agent.task;

/**
 * Decides when to ask the endpoint next: never sooner than an interval after the last poll and, if
 * the stats change once an interval, just after they changed.
 *
 * <pre> read ---- lag ----&gt; visible ...... asked </pre>
 *
 * <p>A sample becomes visible some time after it was read. This lag is the endpoint's delay plus
 * the difference between the two clocks. Each poll gives two bounds: the lag is at most the age of
 * the visible sample, and more than that age minus one refresh. The next poll aims at a sample's
 * time plus the lag. A poll can only move to a later time, so aiming too early costs one refresh.
 *
 * <p>All times are milliseconds of one monotonic clock. Not thread-safe.
 */
final class PollSchedule {
  /** The precision of the lag; a finer one is not worth a refresh. */
  private static final long PRECISION = 500;

  /** Added to the least lag if the clocks agree, because lags are short then. */
  private static final long STEP = 1_000;

  /** Added to a known lag because of its jitter. */
  private static final long MARGIN = 200;

  /** A poll that is this much later than its aim waits for the next sample instead. */
  private static final long SLACK = 700;

  private final long interval;

  private boolean failing;
  private long leastLag = Long.MIN_VALUE / 2;
  private long mostLag = Long.MAX_VALUE / 2;

  PollSchedule(long interval) {
    this.interval = interval;
  }

  /**
   * @param asked the start of the poll that failed
   * @return the start of the next poll; at most two intervals later, so that the numbers are back
   *     within two intervals after the endpoint recovers
   */
  long afterFailure(long asked) {
    long half = interval / 2;
    long backoff = failing ? interval + half : interval;
    failing = true;
    return asked + backoff + (long) (Math.random() * half);
  }

  /**
   * @param asked when the poll was begun
   * @return the start of the next poll, if the numbers have no timestamp
   */
  long afterSuccess(long asked) {
    failing = false;
    return asked + interval;
  }

  /**
   * @param asked when the poll was begun
   * @param read the time of its numbers
   * @param refresh the time between these numbers and those before
   * @return when to begin the next
   */
  long afterSuccess(long asked, long read, long refresh) {
    failing = false;
    // If the numbers change faster or slower than the interval, there is no time to aim at.
    if (Math.abs(refresh - interval) > interval / 10) return asked + interval;

    learn(asked - read, refresh);
    long earliest = asked + interval;
    long aim = read + refresh + lagToTry();
    while (aim + SLACK < earliest) aim += refresh;
    return Math.max(aim, earliest);
  }

  private void learn(long age, long refresh) {
    mostLag = Math.min(mostLag, age);
    leastLag = Math.max(leastLag, age - refresh);
    if (leastLag < mostLag) return;
    // The lag or a clock has changed.
    mostLag = age;
    leastLag = age - refresh;
  }

  private long lagToTry() {
    long doubt = mostLag - leastLag;
    if (doubt <= PRECISION) return mostLag + MARGIN;
    // Clocks mostly agree, and then no sample is visible before its time. One poll confirms it.
    if (leastLag < -MARGIN && mostLag > -MARGIN) return -MARGIN;
    return leastLag + (leastLag < -MARGIN ? doubt / 2 : Math.min(doubt / 2, STEP));
  }
}
