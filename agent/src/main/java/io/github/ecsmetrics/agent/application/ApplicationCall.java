package io.github.ecsmetrics.agent.application;

/**
 * One call of code of the application, on a thread of its own. Several may wait for it, each with a
 * deadline of its own.
 *
 * <p>A new thread each time: what collectors leave in thread locals goes with it. A thread of the
 * agent starts it, so it inherits no thread local of the application.
 *
 * <p>A thread that is late is not interrupted. It may be reading a file, and to interrupt that
 * closes the file for the whole application ({@code ClosedByInterruptException}).
 *
 * @param <T> the result
 */
abstract class ApplicationCall<T> implements Runnable {
  private static final String THREAD = "ecs-metrics-agent-app";

  /** Null before the start, and after the end: it knows a class loader of the application. */
  private Thread thread;

  /** The last moment at which somebody still waits. */
  private long latestEnd;

  private boolean abandoned;
  private boolean ended;
  private T result;
  private SourceFailure failure;

  /** Called on the thread; may throw anything or never return. */
  abstract T call() throws Throwable;

  /** Nobody waits any more, and nobody is going to. */
  void abandon() {}

  /**
   * Never throws, even if no thread can be had.
   *
   * @param end of the first that waits, on the scale of {@link System#nanoTime}
   */
  final synchronized void start(long end) {
    latestEnd = end;
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
  public final void run() {
    try {
      end(call(), null);
    } catch (Throwable ofTheApplication) {
      end(null, SourceFailure.of(ofTheApplication));
    }
  }

  private synchronized void end(T result, SourceFailure failure) {
    this.result = abandoned ? null : result;
    this.failure = failure;
    thread = null;
    ended = true;
    notifyAll();
  }

  /** Whether its thread has ended, or is about to. */
  final synchronized boolean hasEnded() {
    return ended;
  }

  /** One more waits for it, until {@code end}. Each that waits then calls {@link #await}. */
  final synchronized void share(long end) {
    if (end - latestEnd > 0) latestEnd = end;
  }

  /**
   * Waits for the end of the call, or for the time to be over. After {@link #abandon} it does not
   * wait.
   *
   * @return null if there is a {@link #result}
   */
  final synchronized SourceFailure await(long end) {
    for (long left = left(end); !ended && !abandoned && left > 0; left = left(end)) {
      try {
        wait(left / 1_000_000, (int) (left % 1_000_000));
      } catch (InterruptedException ofTheApplication) {
        // Some applications interrupt every thread; this one continues.
      }
    }
    if (ended && !abandoned) return failure;
    if (!abandoned && left(latestEnd) <= 0) {
      abandoned = true;
      abandon();
    }
    return SourceFailure.late(thread);
  }

  private static long left(long end) {
    return end - System.nanoTime();
  }

  /** Null if the call failed. */
  final synchronized T result() {
    return result;
  }
}
