package io.github.ecsmetrics.agent.task;

/** The time; a class so that tests can set it. */
class Clock {
  /** Nanoseconds that only grow, for durations. */
  long nanos() {
    return System.nanoTime();
  }

  /** Milliseconds since the epoch, for timestamps. */
  long epochMillis() {
    return System.currentTimeMillis();
  }
}
