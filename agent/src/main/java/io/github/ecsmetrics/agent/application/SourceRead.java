package io.github.ecsmetrics.agent.application;

import io.github.ecsmetrics.agent.families.TextFormat;

/**
 * One reading of a source, on a thread of its own that runs code of the application.
 *
 * <p>A new thread each time: what collectors leave in thread locals goes with it. A thread of the
 * agent starts it, so it inherits no thread local of the application.
 *
 * <p>A thread that is late is not interrupted. It may be reading a file, and to interrupt that
 * closes the file for the whole application ({@code ClosedByInterruptException}).
 */
final class SourceRead implements Runnable {
  private static final String THREAD = "ecs-metrics-agent-app";

  private final MetricsSource source;
  private final TextFormat wanted;
  private final long end;
  private final BoundedOutput out = new BoundedOutput();
  private Thread thread;
  private SourceText text;
  private SourceFailure failure;
  private boolean ended;

  /**
   * @param end the last moment to wait, on the scale of {@link System#nanoTime}
   */
  SourceRead(MetricsSource source, TextFormat wanted, long end) {
    this.source = source;
    this.wanted = wanted;
    this.end = end;
  }

  /** Never throws, even if no thread can be had. */
  void start() {
    try {
      thread = new Thread(this, THREAD);
      thread.setDaemon(true);
      thread.setContextClassLoader(null);
      thread.start();
    } catch (Throwable noThread) {
      end(null, SourceFailure.of(noThread));
    }
  }

  @Override
  public void run() {
    try {
      end(out.text(source.write(wanted, end, out)), null);
    } catch (Throwable ofTheApplication) {
      end(null, SourceFailure.of(ofTheApplication));
    }
  }

  private synchronized void end(SourceText text, SourceFailure failure) {
    this.text = text;
    this.failure = failure;
    ended = true;
    notifyAll();
  }

  /** Whether its thread has ended, or is about to. */
  synchronized boolean hasEnded() {
    return ended;
  }

  /**
   * Waits for the end, or for the time to be over.
   *
   * @return null if {@link #text()} is whole
   */
  SourceFailure await() {
    return endsInTime() ? failure : late();
  }

  private synchronized boolean endsInTime() {
    for (long left = left(); !ended && left > 0; left = left()) {
      try {
        wait(left / 1_000_000, (int) (left % 1_000_000));
      } catch (InterruptedException ofTheApplication) {
        // Some applications interrupt every thread; this one continues.
      }
    }
    return ended;
  }

  private long left() {
    return end - System.nanoTime();
  }

  private SourceFailure late() {
    out.refuse("too late");
    return SourceFailure.late(thread);
  }

  /** Null if the source failed. */
  synchronized SourceText text() {
    return text;
  }
}
