package io.github.ecsmetrics.it.guest;

import java.io.IOException;

/**
 * Lives until a signal, then finishes its work: prints {@code draining} and ends when its standard
 * input is closed.
 */
public final class Draining {
  private Draining() {}

  public static void main(String[] arguments) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(Draining::drain));
    System.out.println("ready");
    Thread.currentThread().join();
  }

  private static void drain() {
    System.out.println("draining");
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    System.out.println("drained");
  }
}
