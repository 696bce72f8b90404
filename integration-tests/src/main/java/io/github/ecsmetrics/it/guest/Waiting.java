package io.github.ecsmetrics.it.guest;

import java.io.IOException;

/** Says {@code ready} and lives until its standard input is closed. */
public final class Waiting {
  private Waiting() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println("ready");
    while (System.in.read() >= 0) {}
    System.out.println("done");
  }
}
