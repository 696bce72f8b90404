package io.github.ecsmetrics.agent.task;

/**
 * Decides when the endpoint is asked next: never sooner than an interval after the last time, and
 * where the stats move once an interval, just after they have moved.
 *
 * <p>A sample taken at {@code read} can be had some time later. That lag holds the endpoint's delay
 * and the difference of two clocks. Every poll narrows it down: the sample that is there says that
 * the lag is at most the sample's age, the one after it, which is not there, says that it is more
 * than the age less a refresh. The next poll aims at a sample's time plus the lag. A poll can only
 * be moved to later, so that an aim that was too early costs a refresh.
 *
 * <p>All times are milliseconds of one monotonic clock. For one thread.
 */
final class PollSchedule {
  /** How well the lag is to be known; finer is not worth a refresh. */
  private static final long PRECISION = 500;

  /** How far an aim goes beyond the least lag where clocks agree, since lags are short then. */
  private static final long STEP = 1_000;

  /** Added to a lag that is known, against its jitter. */
  private static final long MARGIN = 200;

  /** How much later than its aim a poll may be before it waits for the next sample instead. */
  private static final long SLACK = 700;

  private final long interval;

  private boolean failing;
  private long leastLag = Long.MIN_VALUE / 2;
  private long mostLag = Long.MAX_VALUE / 2;

  PollSchedule(long interval) {
    this.interval = interval;
  }

  /**
   * @param asked when the poll that failed was begun
   * @return when to begin the next; at most two intervals later, so that the numbers are back
   *     within two intervals of the endpoint's recovery
   */
  long afterFailure(long asked) {
    long half = interval / 2;
    long backoff = failing ? interval + half : interval;
    failing = true;
    return asked + backoff + (long) (Math.random() * half);
  }

  /**
   * @param asked when the poll was begun
   * @return when to begin the next, where the numbers do not say when they were taken
   */
  long afterSuccess(long asked) {
    failing = false;
    return asked + interval;
  }

  /**
   * @param asked when the poll was begun
   * @param read when its numbers were taken
   * @param refresh how long before that the numbers before them were taken
   * @return when to begin the next
   */
  long afterSuccess(long asked, long read, long refresh) {
    failing = false;
    // Numbers that move faster or slower than they are asked for have no moment to aim at.
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
    // The lag has changed, or a clock.
    mostLag = age;
    leastLag = age - refresh;
  }

  private long lagToTry() {
    long doubt = mostLag - leastLag;
    if (doubt <= PRECISION) return mostLag + MARGIN;
    // Clocks mostly agree, and then no sample is there before it was taken: one poll makes it sure.
    if (leastLag < -MARGIN && mostLag > -MARGIN) return -MARGIN;
    return leastLag + (leastLag < -MARGIN ? doubt / 2 : Math.min(doubt / 2, STEP));
  }
}
