package io.github.ecsmetrics.agent.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.agent.families.TextFormat;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.acme.Orders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sources that take longer than a scrape can wait. */
@Timeout(60)
class LateSourceTest {
  private final SourceReader reader = new SourceReader();

  @Test
  void sourceThatHangsHasOneThreadAndComesBack() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger started = new AtomicInteger();
    MetricsSource hanging =
        (wanted, out) -> {
          started.incrementAndGet();
          release.await();
          out.write(Sources.TEXT);
          return wanted;
        };
    for (int i = 0; i < 3; i++) {
      SourcePages read =
          reader.read(List.of(hanging, Sources.GOOD), TextFormat.PLAIN, Sources.in(100));
      assertFalse(read.isWhole());
      assertEquals(1, read.pages.size());
    }
    assertEquals(1, started.get());
    assertEquals(1, threads().size());
    long since = System.nanoTime();
    reader.read(List.of(hanging), TextFormat.PLAIN, Sources.in(30_000));
    assertTrue(System.nanoTime() - since < 10_000_000_000L);
    release.countDown();
    awaitNoThread();
    assertTrue(readWithin(20_000, hanging).isWhole());
    assertEquals(2, started.get());
  }

  @ParameterizedTest
  @CsvSource({"150, 20000, false, true", "20000, 150, true, false"})
  void everyScrapeWaitsUntilItsOwnEnd(
      long firstMillis, long secondMillis, boolean firstIsWhole, boolean secondIsWhole)
      throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    MetricsSource slow =
        (wanted, out) -> {
          release.await();
          out.write(Sources.TEXT);
          return wanted;
        };
    ExecutorService scrapers = Executors.newFixedThreadPool(2);
    try {
      Future<SourcePages> first = scrapers.submit(() -> readWithin(firstMillis, slow));
      Thread.sleep(50);
      Future<SourcePages> second = scrapers.submit(() -> readWithin(secondMillis, slow));
      Future<SourcePages> shorter = firstIsWhole ? second : first;
      assertFalse(shorter.get(10, TimeUnit.SECONDS).isWhole());
      release.countDown();
      assertEquals(firstIsWhole, first.get().isWhole());
      assertEquals(secondIsWhole, second.get().isWhole());
    } finally {
      scrapers.shutdownNow();
    }
  }

  private SourcePages readWithin(long millis, MetricsSource source) {
    return reader.read(List.of(source), TextFormat.PLAIN, Sources.in(millis));
  }

  @Test
  void lateReadKeepsNothingOfTheApplication() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    WeakReference<ClassLoader> loader = new WeakReference<>(readLate(release));
    release.countDown();
    awaitNoThread();
    for (int i = 0; i < 100 && loader.get() != null; i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertNull(loader.get());
    Reference.reachabilityFence(reader);
  }

  private ClassLoader readLate(CountDownLatch release) {
    ClassLoader application = new URLClassLoader(new URL[0]);
    WeakReference<ClassLoader> kept = new WeakReference<>(application);
    MetricsSource hanging =
        (wanted, out) -> {
          Thread.currentThread().setContextClassLoader(kept.get());
          release.await();
          return wanted;
        };
    assertFalse(reader.read(List.of(hanging), TextFormat.PLAIN, Sources.in(200)).isWhole());
    return application;
  }

  @Test
  void writerWithoutEndLosesItsPlaceAndItsBuffer() throws Exception {
    MetricsSource endless =
        (wanted, out) -> {
          while (true) {
            out.write(' ');
            Thread.sleep(1);
          }
        };
    assertFalse(reader.read(List.of(endless), TextFormat.PLAIN, Sources.in(200)).isWhole());
    awaitNoThread();
  }

  @Test
  void twoScrapesShareOneText() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger started = new AtomicInteger();
    MetricsSource slow =
        (wanted, out) -> {
          started.incrementAndGet();
          release.await();
          return wanted;
        };
    ExecutorService scrapers = Executors.newFixedThreadPool(2);
    try {
      List<Future<SourcePages>> reads = new ArrayList<>();
      for (int i = 0; i < 2; i++) reads.add(scrapers.submit(() -> readWithin(20_000, slow)));
      Thread.sleep(200);
      release.countDown();
      for (Future<SourcePages> each : reads) assertTrue(each.get().isWhole());
      assertEquals(1, started.get());
    } finally {
      scrapers.shutdownNow();
    }
  }

  @Test
  void reasonNamesTheMethodThatBlocks() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    Thread thread = new Thread(() -> Orders.awaitDatabase(release));
    thread.start();
    while (thread.getState() != Thread.State.WAITING) Thread.sleep(5);
    assertEquals("timed out in org.acme.Orders.awaitDatabase", SourceFailure.late(thread).reason);
    release.countDown();
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(each -> each.getName().equals("ecs-metrics-agent-app"))
        .toList();
  }

  private static void awaitNoThread() throws InterruptedException {
    for (int i = 0; i < 1_000 && !threads().isEmpty(); i++) Thread.sleep(10);
    assertEquals(List.of(), threads());
  }
}
