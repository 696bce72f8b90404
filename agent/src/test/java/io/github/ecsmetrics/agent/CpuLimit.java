package io.github.ecsmetrics.agent;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Bounds what a thread works, however busy the machine is beside it. */
public final class CpuLimit {
  /** Long enough for a first run while Jazzer rewrites every class. */
  private static final Duration MOST = Duration.ofSeconds(20);

  private final long start = now();

  /** Fails where the thread that made this has worked for too long since. */
  public void check() {
    Duration worked = Duration.ofNanos(now() - start);
    assertTrue(worked.compareTo(MOST) < 0, () -> "took " + worked);
  }

  private static long now() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
