package org.acme;

import java.util.concurrent.CountDownLatch;

/** An application's class, in a package of its own. */
public final class Orders {
  private Orders() {}

  public static void awaitDatabase(CountDownLatch database) {
    try {
      database.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
