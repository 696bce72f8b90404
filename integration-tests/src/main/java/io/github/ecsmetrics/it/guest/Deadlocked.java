package io.github.ecsmetrics.it.guest;

import java.io.IOException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.ReentrantLock;

/** Two threads that wait for each other, by {@code monitors} or by {@code locks}. */
public final class Deadlocked {
  private final CyclicBarrier bothHoldOne = new CyclicBarrier(2);

  private Deadlocked() {}

  public static void main(String[] arguments) throws IOException {
    Deadlocked threads = new Deadlocked();
    if (arguments[0].equals("monitors")) threads.startWithMonitors(new Object(), new Object());
    else threads.startWithLocks(new ReentrantLock(), new ReentrantLock());
    while (System.in.read() >= 0) {}
  }

  private void startWithMonitors(Object one, Object other) {
    start(() -> takeMonitors(one, other));
    start(() -> takeMonitors(other, one));
  }

  private void startWithLocks(ReentrantLock one, ReentrantLock other) {
    start(() -> takeLocks(one, other));
    start(() -> takeLocks(other, one));
  }

  private void takeMonitors(Object first, Object second) {
    synchronized (first) {
      awaitOther();
      synchronized (second) {
        throw new AssertionError("no deadlock");
      }
    }
  }

  private void takeLocks(ReentrantLock first, ReentrantLock second) {
    first.lock();
    awaitOther();
    second.lock();
    throw new AssertionError("no deadlock");
  }

  private void awaitOther() {
    try {
      bothHoldOne.await();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
  }
}
