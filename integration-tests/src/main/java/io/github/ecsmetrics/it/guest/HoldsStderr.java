package io.github.ecsmetrics.it.guest;

import java.io.IOException;

/** Holds the lock of {@code System.err}, prints {@code ready} and ends with its input. */
public final class HoldsStderr {
  private HoldsStderr() {}

  public static void main(String[] arguments) throws IOException {
    synchronized (System.err) {
      System.out.println("ready");
      while (System.in.read() >= 0) {}
    }
  }
}
