package io.github.ecsmetrics.agent.application;

import io.github.ecsmetrics.agent.log.AgentLog;

/** Reports each source that fails in one line on stderr. */
final class SourceFailures {
  /** 60 seconds. */
  static final long START_NANOS = 60_000_000_000L;

  private final long since;
  private volatile boolean reportsUnreachable;
  private volatile boolean quiet;

  /**
   * @param now on the scale of {@link System#nanoTime}
   */
  SourceFailures(long now) {
    since = now;
  }

  /** Also reports a page that nothing serves yet; else it does not in the first 60 seconds. */
  void reportUnreachable() {
    reportsUnreachable = true;
  }

  /** Prints nothing from now on: applications close what their metrics need when they end. */
  void beQuiet() {
    quiet = true;
  }

  /**
   * @param failure null if the source was read
   * @param now on the scale of {@link System#nanoTime}
   */
  void report(Object source, SourceFailure failure, long now) {
    if (quiet) return;
    String topic = "application's metrics: " + source;
    if (failure == null) {
      AgentLog.resolved(topic);
      return;
    }
    if (failure.unreachable && !reportsUnreachable && now - since < START_NANOS) return;
    AgentLog.problem(
        topic,
        failure.kind,
        "the application's metrics were not read: "
            + source
            + ": "
            + failure.reason
            + "; the agent's own are served all the same");
  }
}
