package io.github.ecsmetrics.agent.log;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Writes to stderr on a thread of its own, because a full pipe that nobody reads blocks its writer.
 * The log driver {@code awslogs} in blocking mode does that while its service is unavailable.
 *
 * <p>A caller waits until its text is written, so that no line is lost if the JVM ends next. All
 * callers together wait at most 200 ms during the life of the thread, which ends after a second
 * without a text. Most JVMs never start it.
 */
final class StderrWriter implements Runnable {
  /** The most texts that wait behind one that is stuck; further ones are dropped and counted. */
  static final int MAX_WAITING = 100;

  private static final int PATIENCE_MILLIS = 200;
  private static final int IDLE_MILLIS = 1_000;

  private final PrintStream stderr;
  private final String prefix;
  private final Queue<String> waiting = new ArrayDeque<>();
  private long accepted;
  private long written;
  private int dropped;
  private boolean running;

  /** Milliseconds that callers may still wait. */
  private long patience;

  /**
   * @param prefix of the line with the number of dropped texts
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

  /** Writes its stack trace. Never throws. */
  void write(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    write(trace.toString().trim());
  }

  private long accept(String text) {
    waiting.add(text);
    return ++accepted;
  }

  private void start() {
    patience = PATIENCE_MILLIS;
    try {
      Thread thread = new Thread(this, "ecs-metrics-agent-stderr");
      thread.setDaemon(true);
      thread.setContextClassLoader(null);
      running = true;
      thread.start();
    } catch (Throwable noThread) {
      // A JVM that can start no thread is worth a line, even if writing it may block.
      running = false;
      print(waiting.remove());
      written++;
    }
  }

  private void awaitWritten(long own) {
    while (written < own && patience > 0) {
      long since = now();
      try {
        wait(patience);
      } catch (InterruptedException ofTheApplication) {
        Thread.currentThread().interrupt();
        return;
      } finally {
        patience -= now() - since;
      }
    }
  }

  @Override
  public void run() {
    for (String text = next(); text != null; text = next()) {
      print(text);
      hasWritten();
    }
  }

  private void print(String text) {
    try {
      stderr.println(text);
    } catch (Throwable ofTheApplicationsStream) {
      // An application may have replaced System.err before an attach; its stream may fail.
    }
  }

  private synchronized void hasWritten() {
    written++;
    notifyAll();
  }

  /** Waits for the next text; returns null after a second without one, which ends the thread. */
  private synchronized String next() {
    if (waiting.isEmpty() && dropped > 0) {
      accept(prefix + dropped + " lines were dropped because nobody read stderr");
      dropped = 0;
    }
    long end = now() + IDLE_MILLIS;
    for (long left = IDLE_MILLIS; waiting.isEmpty() && left > 0; left = end - now()) {
      try {
        wait(left);
      } catch (InterruptedException ofTheApplication) {
        // Some applications interrupt every thread; this one continues.
      }
    }
    running = !waiting.isEmpty();
    return waiting.poll();
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }
}
