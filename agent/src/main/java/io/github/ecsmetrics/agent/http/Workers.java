package io.github.ecsmetrics.agent.http;

import io.github.ecsmetrics.agent.log.AgentLog;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * At most four threads that render responses, so that a health check never waits for a scrape. A
 * thread ends after five idle seconds.
 *
 * <p>One Prometheus needs one thread. The JDK's pools would start another for each of the first
 * requests, even if a thread is idle.
 */
final class Workers implements Runnable {
  private static final int MAX_THREADS = 4;
  private static final long IDLE_NANOS = 5_000_000_000L;

  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int threads;
  private int idle;
  private boolean closed;

  /** Queues the work; returns false if too much waits already or no thread can be started. */
  synchronized boolean execute(Runnable work) {
    if (closed || waiting.size() >= ConnectionSlots.MAX) return false;
    waiting.add(work);
    if (idle >= waiting.size()) {
      notify();
    } else if (threads < MAX_THREADS && !start() && threads == 0) {
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

  /** Drops work that has not begun. */
  synchronized void cancel(Runnable work) {
    waiting.remove(work);
  }

  /** Drops the work that waits; each thread ends after its current work. */
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

  /** The next work; null if the thread is to end. */
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
    } catch (InterruptedException byTheApplication) {
      // Only close() ends the threads.
    } finally {
      idle--;
    }
  }
}
