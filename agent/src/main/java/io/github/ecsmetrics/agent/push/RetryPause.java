package io.github.ecsmetrics.agent.push;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The pause before a request is sent again: the time that the receiver asks for, or an exponential
 * backoff.
 */
final class RetryPause {
  private static final long FIRST_MILLIS = 1_000;
  private static final long MOST_MILLIS = 30_000;

  private long next = FIRST_MILLIS;
  private boolean ended;
  private boolean endedForGood;

  synchronized void reset() {
    next = FIRST_MILLIS;
    ended = endedForGood;
  }

  /**
   * @param retryAfter the value of {@code Retry-After}, seconds or a date (RFC 9110, section
   *     10.2.3), or null
   * @param end on the scale of {@link System#nanoTime}
   * @return whether there is time to try again
   */
  boolean await(String retryAfter, long end) {
    long millis = millis(retryAfter);
    if (millis < 0) millis = backoff();
    if (System.nanoTime() + millis * 1_000_000 - end > 0) return false;
    return sleep(millis);
  }

  /** Half of it is random, so that many tasks do not come back at once. */
  private synchronized long backoff() {
    long millis = next / 2 + ThreadLocalRandom.current().nextLong(next / 2 + 1);
    next = Math.min(2 * next, MOST_MILLIS);
    return millis;
  }

  /** -1 if it is neither a number of seconds nor a date. */
  private static long millis(String retryAfter) {
    if (retryAfter == null) return -1;
    try {
      return Math.min(Long.parseLong(retryAfter.trim()), Integer.MAX_VALUE) * 1_000;
    } catch (NumberFormatException noNumber) {
      return millisUntil(retryAfter);
    }
  }

  private static long millisUntil(String date) {
    try {
      ZonedDateTime time = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Math.max(0, time.toInstant().toEpochMilli() - System.currentTimeMillis());
    } catch (DateTimeParseException noDate) {
      return -1;
    }
  }

  private synchronized boolean sleep(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    for (long left = millis; left > 0 && !ended; left = (end - System.nanoTime()) / 1_000_000) {
      try {
        wait(left);
      } catch (InterruptedException ofTheApplication) {
        return false;
      }
    }
    return !ended;
  }

  /** Ends the pause of another thread, and lets it not try again. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** The same for all later pauses. */
  synchronized void endForGood() {
    endedForGood = true;
    end();
  }
}
