package io.github.ecsmetrics.agent.log;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Writes to stderr on a thread of its own: a pipe that is full and that nobody reads blocks its
 * writer, as with the log driver {@code awslogs} in blocking mode while its service is away.
 *
 * <p>A caller waits until its text is written, so that a JVM that ends next loses nothing. It waits
 * 200 ms at most, and not at all while an earlier text is stuck. The thread ends when it has been
 * idle for five seconds; most JVMs never start it.
 */
final class StderrWriter implements Runnable {
  /** Texts that wait behind one that is stuck; later ones are counted and dropped. */
  static final int MAX_WAITING = 100;

  private static final int PATIENCE_MILLIS = 200;
  private static final int IDLE_MILLIS = 5_000;

  private final PrintStream stderr;
  private final String prefix;
  private final Queue<String> waiting = new ArrayDeque<>();
  private long accepted;
  private long written;
  private int dropped;
  private boolean running;
  private boolean stuck;

  /**
   * @param prefix of the line that tells how many texts were dropped
   */
  StderrWriter(PrintStream stderr, String prefix) {
    this.stderr = stderr;
    this.prefix = prefix;
  }

  /** Never throws. */
  synchronized void write(String text) {
    if (waiting.size() == MAX_WAITING) {
      dropped++;
      return;
    }
    long own = accept(text);
    if (running) notifyAll();
    else start();
    awaitWritten(own);
  }

  private long accept(String text) {
    waiting.add(text);
    return ++accepted;
  }

  private void start() {
    try {
      Thread thread = new Thread(this, "ecs-metrics-agent-stderr");
      thread.setDaemon(true);
      thread.setContextClassLoader(null);
      running = true;
      thread.start();
    } catch (Throwable noThread) {
      // Better to wait for a reader than to be silent about a JVM that has no thread left.
      running = false;
      stderr.println(waiting.remove());
      written++;
    }
  }

  private void awaitWritten(long own) {
    long end = now() + PATIENCE_MILLIS;
    for (long left = PATIENCE_MILLIS; written < own && !stuck; left = end - now()) {
      if (left <= 0) {
        stuck = true;
        return;
      }
      try {
        wait(left);
      } catch (InterruptedException ofTheApplication) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public void run() {
    for (String text = next(); text != null; text = next()) {
      stderr.println(text);
      hasWritten();
    }
  }

  private synchronized void hasWritten() {
    written++;
    stuck = false;
    notifyAll();
  }

  /** Null if there was nothing for so long that the thread may end. */
  private synchronized String next() {
    if (waiting.isEmpty() && dropped > 0) {
      accept(prefix + dropped + " lines are missing here, because nobody read stderr");
      dropped = 0;
    }
    long end = now() + IDLE_MILLIS;
    for (long left = IDLE_MILLIS; waiting.isEmpty() && left > 0; left = end - now()) {
      try {
        wait(left);
      } catch (InterruptedException ofTheApplication) {
        // It interrupts every thread that it finds; this one goes on.
      }
    }
    running = !waiting.isEmpty();
    return waiting.poll();
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }
}
