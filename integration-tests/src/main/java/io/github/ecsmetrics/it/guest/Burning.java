package io.github.ecsmetrics.it.guest;

import java.io.IOException;

/** Burns CPU on as many threads as its argument says, until its standard input is closed. */
public final class Burning {
  private Burning() {}

  public static void main(String[] arguments) throws IOException {
    for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
      Thread thread = new Thread(Burning::burn);
      thread.setDaemon(true);
      thread.start();
    }
    System.out.println("ready");
    while (System.in.read() >= 0) {}
  }

  private static void burn() {
    for (int i = 0; ; i++) if (i == 0) Thread.yield();
  }
}
