package io.github.ecsmetrics.agent.task;

/** The last good answer of one path, its age, and whether a later poll has failed. */
final class LastAnswer<T> {
  private final T value;
  private final byte[] body;
  private final long nanos;
  private final long epochMillis;
  private final boolean failedSince;

  private LastAnswer(T value, byte[] body, long nanos, long epochMillis, boolean failedSince) {
    this.value = value;
    this.body = body;
    this.nanos = nanos;
    this.epochMillis = epochMillis;
    this.failedSince = failedSince;
  }

  /** Before the first poll. */
  static <T> LastAnswer<T> none() {
    return new LastAnswer<>(null, null, 0, 0, true);
  }

  static <T> LastAnswer<T> good(T value, byte[] body, Clock clock) {
    return new LastAnswer<>(value, body, clock.nanos(), clock.epochMillis(), false);
  }

  LastAnswer<T> afterFailure() {
    return new LastAnswer<>(value, body, nanos, epochMillis, true);
  }

  /** Its value, however old, or null if there was none. */
  T value() {
    return value;
  }

  /** Its bytes as received, or null. */
  byte[] body() {
    return body;
  }

  /** The time of arrival in milliseconds since the epoch; 0 if there was none. */
  long epochMillis() {
    return epochMillis;
  }

  boolean isGood() {
    return !failedSince;
  }

  boolean isOlderThan(long maxNanos, long now) {
    return value == null || now - nanos > maxNanos;
  }
}
