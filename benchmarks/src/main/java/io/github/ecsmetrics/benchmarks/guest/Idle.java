package io.github.ecsmetrics.benchmarks.guest;

import java.io.IOException;

/** Does nothing until its standard input is closed. */
public final class Idle {
  private Idle() {}

  public static void main(String[] arguments) throws IOException {
    while (System.in.read() >= 0) {}
  }
}
