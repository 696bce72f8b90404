package io.github.ecsmetrics.agent.otlp;

import io.prometheus.metrics.model.snapshots.DataPointSnapshot;

/**
 * One counter, histogram or summary over time.
 *
 * <p>It restarted if its value fell, or if its creation time is newer than the last observation.
 * Its value was then counted since that observation, whose time becomes the new start: "a new fixed
 * start time following the last reported measurement time" (metrics.proto).
 */
final class Series {
  private final long jvmStart;
  private DataPointSnapshot last;
  private long lastTime;
  private int unseen;

  /** Cumulative: when the series started. Delta: up to when it is acknowledged. */
  private long start;

  /** What grew since {@link #start}; null if it is not known yet or all is acknowledged. */
  private DataPointSnapshot unsent;

  /**
   * @param jvmStart in milliseconds since the epoch
   */
  Series(long jvmStart) {
    this.jvmStart = jvmStart;
  }

  /** The point to send, with its start; null if there is none yet. */
  DataPointSnapshot observe(DataPointSnapshot point, long now, boolean delta) {
    DataPointSnapshot value = delta ? grown(point, now) : sinceStart(point);
    last = point;
    lastTime = now;
    return value == null ? null : Points.withStart(value, Math.min(start, now));
  }

  /** Call this when the receiver has accepted the last point. */
  void acknowledge() {
    unsent = null;
    start = lastTime;
  }

  /**
   * Counts the pushes in which it was not observed.
   *
   * @param lastPush the time of the last push
   * @return how many there were in a row
   */
  int unseen(long lastPush) {
    unseen = lastTime == lastPush ? 0 : unseen + 1;
    return unseen;
  }

  private DataPointSnapshot sinceStart(DataPointSnapshot point) {
    if (last == null) {
      start = created(point);
    } else if (restarted(point)) {
      start = Math.max(lastTime, point.getCreatedTimestampMillis());
    }
    return point;
  }

  /**
   * The first value of a series that is older than the JVM is where its deltas begin, since a
   * container may have run for days before; the rule is that of Datadog's own exporter.
   */
  private DataPointSnapshot grown(DataPointSnapshot point, long now) {
    if (last == null) {
      start = created(point);
      if (start >= jvmStart) return unsent = point;
      start = now;
      return null;
    }
    DataPointSnapshot increment = restarted(point) ? point : Points.minus(point, last);
    if (increment == null) increment = point;
    DataPointSnapshot sum = unsent == null ? increment : Points.plus(unsent, increment);
    return unsent = sum == null ? increment : sum;
  }

  private long created(DataPointSnapshot point) {
    return point.hasCreatedTimestamp() ? point.getCreatedTimestampMillis() : jvmStart;
  }

  private boolean restarted(DataPointSnapshot point) {
    if (Points.amount(point) < Points.amount(last)) return true;
    long created = point.getCreatedTimestampMillis();
    return last.hasCreatedTimestamp()
        && created > last.getCreatedTimestampMillis()
        && created > lastTime;
  }
}
