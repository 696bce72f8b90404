package io.github.ecsmetrics.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {
  private static final int THREADS = 4;

  private final Workers workers = new Workers();
  private final Set<Thread> seen = ConcurrentHashMap.newKeySet();
  private final Semaphore done = new Semaphore(0);
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void end() {
    gate.countDown();
    workers.close();
  }

  @Test
  void oneThreadDoesWhatComesOneAfterTheOther() throws Exception {
    for (int i = 0; i < 100; i++) {
      assertTrue(workers.execute(this::work));
      await(1);
      awaitIdle();
    }
    assertEquals(1, seen.size());
  }

  @Test
  void fourThreadsWorkAtOnceAndTheRestWaits() throws Exception {
    CountDownLatch busy = new CountDownLatch(THREADS);
    for (int i = 0; i < 20; i++) {
      assertTrue(
          workers.execute(
              () -> {
                busy.countDown();
                waitAtTheGate();
                work();
              }));
    }
    assertTrue(busy.await(10, TimeUnit.SECONDS));
    assertEquals(0, done.availablePermits());
    gate.countDown();
    await(20);
    assertEquals(THREADS, seen.size());
  }

  @Test
  void tooMuchIsRefused() {
    for (int i = 0; i < THREADS; i++) assertTrue(workers.execute(this::waitAtTheGate));
    int taken = 0;
    while (taken <= 2 * ConnectionSlots.MAX && workers.execute(this::waitAtTheGate)) taken++;
    assertTrue(taken <= ConnectionSlots.MAX, taken + " taken");
    assertTrue(taken >= ConnectionSlots.MAX - THREADS, taken + " taken");
  }

  @Test
  void workThatFailsCostsNoPlace() throws Exception {
    for (int i = 0; i < 3 * THREADS; i++) {
      assertTrue(
          workers.execute(
              () -> {
                work();
                throw new OutOfMemoryError("thrown by a test");
              }));
      await(1);
    }
    assertTrue(workers.execute(this::work));
    await(1);
  }

  @Test
  void removedWorkIsNotDone() throws Exception {
    for (int i = 0; i < THREADS; i++) assertTrue(workers.execute(this::waitAtTheGate));
    awaitBusy();
    Runnable unwanted = this::work;
    workers.execute(unwanted);
    workers.cancel(unwanted);
    gate.countDown();
    workers.execute(this::work);
    await(1);
    assertFalse(done.tryAcquire(), "the other one was done as well");
  }

  @Test
  void afterTheEndNothingIsTaken() {
    workers.close();
    assertFalse(workers.execute(this::work));
  }

  private void work() {
    seen.add(Thread.currentThread());
    done.release();
  }

  private void waitAtTheGate() {
    seen.add(Thread.currentThread());
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void await(int pieces) throws InterruptedException {
    assertTrue(done.tryAcquire(pieces, 10, TimeUnit.SECONDS));
  }

  private void awaitBusy() throws InterruptedException {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (seen.size() < THREADS) {
      assertTrue(System.nanoTime() < deadline, "four threads at work");
      Thread.sleep(1);
    }
  }

  /** The thread is done with the work a moment before it can take more. */
  private void awaitIdle() throws InterruptedException {
    long deadline = System.nanoTime() + 10_000_000_000L;
    for (Thread thread : seen) {
      while (thread.getState() != Thread.State.TIMED_WAITING) {
        assertTrue(System.nanoTime() < deadline, thread + " is idle");
        Thread.sleep(1);
      }
    }
  }
}
