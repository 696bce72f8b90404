package io.github.ecsmetrics.agent.http;

import io.github.ecsmetrics.agent.log.AgentLog;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * At most four threads that render what takes time, so that a health check never waits behind a
 * scrape; they end after five idle seconds.
 *
 * <p>The JDK's pools start a thread for each of the first requests though one is idle, and one
 * thread is all that a Prometheus needs.
 */
final class Workers implements Runnable {
  private static final int MAX_THREADS = 4;
  private static final long IDLE_NANOS = 5_000_000_000L;

  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int threads;
  private int idle;
  private boolean closed;

  /** Takes it on; false where too many wait, or where no thread is to be had. */
  synchronized boolean take(Runnable work) {
    if (closed || waiting.size() >= ConnectionSlots.MAX) return false;
    waiting.add(work);
    if (idle >= waiting.size()) notify();
    else if (threads < MAX_THREADS && !start() && threads == 0) {
      waiting.remove(work);
      return false;
    }
    return true;
  }

  private boolean start() {
    try {
      MetricsServer.daemon(this, "ecs-metrics-agent-request").start();
    } catch (OutOfMemoryError noThread) {
      return false;
    }
    threads++;
    return true;
  }

  /** Nobody waits for it any more. */
  synchronized void remove(Runnable work) {
    waiting.remove(work);
  }

  /** Ends the threads when they are done with what they do. */
  synchronized void close() {
    closed = true;
    waiting.clear();
    notifyAll();
  }

  @Override
  public void run() {
    for (Runnable work = next(); work != null; work = next()) {
      try {
        work.run();
      } catch (Throwable failure) {
        AgentLog.debug(failure);
      }
    }
  }

  /** Null when the thread is to end. */
  private synchronized Runnable next() {
    long idleSince = System.nanoTime();
    while (waiting.isEmpty()) {
      long left = IDLE_NANOS - (System.nanoTime() - idleSince);
      if (left <= 0 || closed) {
        threads--;
        return null;
      }
      await(left / 1_000_000 + 1);
    }
    return waiting.remove();
  }

  private void await(long millis) {
    idle++;
    try {
      wait(millis);
    } catch (InterruptedException ofSomebodyElse) {
      // Only the server's end ends it.
    } finally {
      idle--;
    }
  }
}
