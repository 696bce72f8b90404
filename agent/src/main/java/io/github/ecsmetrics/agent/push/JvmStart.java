package io.github.ecsmetrics.agent.push;

import java.lang.management.ManagementFactory;

/** Separate because a runtime image may have no module {@code java.management}. */
final class JvmStart {
  private JvmStart() {}

  /** In milliseconds since the epoch. */
  static long epochMillis() {
    return ManagementFactory.getRuntimeMXBean().getStartTime();
  }
}
