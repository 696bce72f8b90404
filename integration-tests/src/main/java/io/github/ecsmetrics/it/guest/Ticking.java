package io.github.ecsmetrics.it.guest;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts as many idle threads as its argument says, and one that ticks each millisecond. A line on
 * standard input prints the longest time between two ticks since the last, in milliseconds.
 */
public final class Ticking {
  private static volatile long longestNanos;

  private Ticking() {}

  public static void main(String[] arguments) throws IOException {
    for (int i = Integer.parseInt(arguments[0]); i > 0; i--) daemon(LockSupport::park);
    daemon(Ticking::tick);
    System.out.println("ready");
    for (int read = System.in.read(); read >= 0; read = System.in.read()) {
      if (read != '\n') continue;
      System.out.println("longest " + longestNanos / 1_000_000 + " ms");
      longestNanos = 0;
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(null, work, "idle", 16_384);
    thread.setDaemon(true);
    thread.start();
  }

  private static void tick() {
    long last = System.nanoTime();
    while (true) {
      LockSupport.parkNanos(1_000_000);
      long now = System.nanoTime();
      longestNanos = Math.max(longestNanos, now - last);
      last = now;
    }
  }
}
