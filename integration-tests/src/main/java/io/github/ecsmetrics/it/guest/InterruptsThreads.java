package io.github.ecsmetrics.it.guest;

import java.io.IOException;

/** Interrupts every other thread of its JVM for each line on standard input. */
public final class InterruptsThreads {
  private InterruptsThreads() {}

  public static void main(String[] arguments) throws IOException {
    for (int read = System.in.read(); read >= 0; read = System.in.read()) {
      if (read != '\n') continue;
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (thread != Thread.currentThread()) thread.interrupt();
      }
      System.out.println("interrupted");
    }
  }
}
