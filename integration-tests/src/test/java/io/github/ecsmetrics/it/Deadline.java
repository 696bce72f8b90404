package io.github.ecsmetrics.it;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The time by which a condition has to come true. */
public final class Deadline {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Of the time waited so far: the longer a wait, the less often it asks. */
  private static final int SHARE_OF_PAUSE = 10;

  private static final long LEAST_PAUSE_MILLIS = 10;
  private static final long MOST_PAUSE_MILLIS = 250;

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
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (passed()) throw new AssertionError(complaint.get());
      long pause = (System.nanoTime() - start) / 1_000_000 / SHARE_OF_PAUSE;
      Thread.sleep(Math.max(LEAST_PAUSE_MILLIS, Math.min(pause, MOST_PAUSE_MILLIS)));
    }
  }
}
