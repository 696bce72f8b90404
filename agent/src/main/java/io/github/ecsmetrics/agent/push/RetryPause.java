package io.github.ecsmetrics.agent.push;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The pause before a request is sent again: an exponential backoff, or the time that the receiver
 * asks for if that is longer.
 */
final class RetryPause {
  private static final long FIRST_MILLIS = 1_000;
  private static final long MOST_MILLIS = 30_000;

  /** No receiver can stop the pushes for longer. */
  private static final long MOST_ASKED_MILLIS = 10 * 60 * 1_000;

  private long next = FIRST_MILLIS;
  private boolean ended;
  private boolean endedForGood;

  /** On the scale of {@link System#nanoTime}; only if asked. */
  private long askedUntil;

  private boolean asked;

  /** Begins a push, or the next request of one. */
  synchronized void begin() {
    next = FIRST_MILLIS;
    ended = endedForGood;
    asked = false;
  }

  /** Whether a pause that the receiver asked for is not over. */
  synchronized boolean isAskedFor() {
    return asked && System.nanoTime() - askedUntil < 0;
  }

  /**
   * @param retryAfter the value of {@code Retry-After}, seconds or a date (RFC 9110, section
   *     10.2.3), or null
   * @param end on the scale of {@link System#nanoTime}
   * @return whether there is time to try again
   */
  synchronized boolean await(String retryAfter, long end) {
    long wanted = retryAfter == null ? 0 : millis(retryAfter.trim());
    long now = System.nanoTime();
    asked = wanted > 0;
    askedUntil = now + wanted * 1_000_000;
    long millis = Math.max(backoff(), wanted);
    if (millis > (end - now) / 1_000_000) return false;
    return sleep(millis);
  }

  /** Half of it is random, so that many tasks do not come back at once. */
  private long backoff() {
    long millis = next / 2 + ThreadLocalRandom.current().nextLong(next / 2 + 1);
    next = Math.min(2 * next, MOST_MILLIS);
    return millis;
  }

  /** 0 if it is neither a number of seconds nor a date. */
  private static long millis(String retryAfter) {
    try {
      return clamped(Math.min(Long.parseLong(retryAfter), MOST_ASKED_MILLIS) * 1_000);
    } catch (NumberFormatException noNumber) {
      return millisUntil(retryAfter);
    }
  }

  private static long millisUntil(String date) {
    try {
      ZonedDateTime time = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME);
      return clamped(time.toInstant().toEpochMilli() - System.currentTimeMillis());
    } catch (DateTimeParseException noDate) {
      return 0;
    }
  }

  private static long clamped(long millis) {
    return Math.min(Math.max(0, millis), MOST_ASKED_MILLIS);
  }

  private boolean sleep(long millis) {
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
