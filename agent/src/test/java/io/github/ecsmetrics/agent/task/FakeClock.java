package io.github.ecsmetrics.agent.task;

/** A clock that stands until a test turns its hands; at first at 2025-02-27T05:23:00Z. */
public final class FakeClock extends Clock {
  private long millis = 1740633780000L;

  /** Turns the hands on. */
  public void advance(long moreMillis) {
    millis += moreMillis;
  }

  @Override
  long nanos() {
    return millis * 1000000;
  }

  @Override
  public long epochMillis() {
    return millis;
  }
}
