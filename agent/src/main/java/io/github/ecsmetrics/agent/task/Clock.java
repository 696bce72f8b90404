package io.github.ecsmetrics.agent.task;

/** The time, in a class of its own so that tests can turn its hands. */
class Clock {
  /** Nanoseconds that only ever grow; for durations. */
  long nanos() {
    return System.nanoTime();
  }

  /** Milliseconds since the epoch; for timestamps. */
  long epochMillis() {
    return System.currentTimeMillis();
  }
}
