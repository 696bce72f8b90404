package io.github.ecsmetrics.it.guest.application;

import java.util.concurrent.CountDownLatch;

/**
 * What is wrong with the gauge {@code orders_waiting} of a program while it is read, by the system
 * property {@code fault.} and the program's name.
 */
final class Fault {
  static final String PREFIX = "fault.";

  private static final int ALL_OF_MEMORY = Integer.MAX_VALUE - 8;
  private static final int SERIES_OF_5_MIB = 50_000;

  private final String property;

  Fault(String program) {
    property = PREFIX + program;
  }

  /** So many values of a label, each 100 characters long. */
  int series() {
    return kind().equals("big") ? SERIES_OF_5_MIB : 1;
  }

  static String queue(int number) {
    return String.format("%0100d", number);
  }

  double value() {
    switch (kind()) {
      case "throw":
        throw new IllegalStateException("no database");
      case "error":
        throw new NoClassDefFoundError("shop/Queue");
      case "block":
        return block();
      case "deadlock":
        return deadlock(new Object(), new Object());
      case "memory":
        return new long[ALL_OF_MEMORY].length;
      case "stack":
        return 1 + value();
      case "nan":
        return Double.NaN;
      default:
        return 3;
    }
  }

  private String kind() {
    return System.getProperty(property, "none");
  }

  private double block() {
    while (kind().equals("block")) {
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        System.out.println("interrupted");
      }
    }
    return 3;
  }

  /** Returns never. */
  private static double deadlock(Object one, Object other) {
    CountDownLatch taken = new CountDownLatch(1);
    Thread opponent =
        new Thread(
            () -> {
              synchronized (other) {
                taken.countDown();
                synchronized (one) {
                  throw new AssertionError("no deadlock");
                }
              }
            });
    opponent.setDaemon(true);
    synchronized (one) {
      opponent.start();
      try {
        taken.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      synchronized (other) {
        throw new AssertionError("no deadlock");
      }
    }
  }
}
