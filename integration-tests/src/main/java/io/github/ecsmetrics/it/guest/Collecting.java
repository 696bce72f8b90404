package io.github.ecsmetrics.it.guest;

/** Collects its garbage ten times a second, for metrics that exist only after a collection. */
public final class Collecting {
  private Collecting() {}

  public static void main(String[] arguments) throws InterruptedException {
    while (true) {
      System.gc();
      Thread.sleep(100);
    }
  }
}
