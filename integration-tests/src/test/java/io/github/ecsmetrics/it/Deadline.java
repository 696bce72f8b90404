package io.github.ecsmetrics.it;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The time by which a condition has to come true. */
public final class Deadline {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long POLL_MILLIS = 10;

  private final long end;

  private Deadline(Duration patience) {
    end = System.nanoTime() + patience.toNanos();
  }

  /** Long enough for a JVM on a busy machine; a test that passes never waits for it. */
  public static Deadline usual() {
    return new Deadline(PATIENCE);
  }

  public static Deadline after(Duration patience) {
    return new Deadline(patience);
  }

  public boolean passed() {
    return System.nanoTime() - end >= 0;
  }

  /** Waits for the condition; after the deadline it fails with the text of {@code complaint}. */
  public void await(BooleanSupplier condition, Supplier<String> complaint)
      throws InterruptedException {
    while (!condition.getAsBoolean()) {
      if (passed()) throw new AssertionError(complaint.get());
      Thread.sleep(POLL_MILLIS);
    }
  }
}
