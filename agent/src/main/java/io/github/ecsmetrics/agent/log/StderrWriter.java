package io.github.ecsmetrics.agent.log;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Writes to stderr on a thread of its own: a pipe that is full and that nobody reads blocks its
 * writer, as with the log driver {@code awslogs} in blocking mode while its service is away.
 *
 * <p>A caller waits until its text is written, so that a JVM that ends next loses nothing. All
 * callers together wait 200 ms at most, until a second has passed in which there was nothing to
 * write: then the thread ends. Most JVMs never start it.
 */
final class StderrWriter implements Runnable {
  /** Texts that wait behind one that is stuck; later ones are counted and dropped. */
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

  /** Milliseconds that callers still wait. */
  private long patience;

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
      // Better to wait for a reader than to be silent about a JVM that has no thread left.
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
      // Whoever has replaced System.err before an attach gets what that stream lets through.
    }
  }

  private synchronized void hasWritten() {
    written++;
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
