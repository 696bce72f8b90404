package io.github.ecsmetrics.agent.task;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.agent.metadata.ContainerStat;
import io.github.ecsmetrics.agent.net.RequestException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An endpoint that comes and goes for an hour and longer, in simulated time. */
class FlappingEndpointTest {
  private static final int INTERVAL = 10_000;
  private static final int HOUR = 3_600_000;

  /**
   * An endpoint that is there for {@code up} ms and then fails for {@code down}, in another way
   * each time; failing, it takes the whole time-out of 2 s or none of it.
   */
  private static final class Flapping extends CannedEndpoint {
    private static final String[] BROKEN = {
      null, "\"Unable to get task\"", "{\"Family\": \"orders\", \"Cont", "null", "{\"a\": 1} {}"
    };

    final FakeClock clock = new FakeClock();
    final List<Long> polls = new ArrayList<>();
    final int[] requests = new int[2];
    private final long start = millis();
    private final long up;
    private final long down;

    Flapping(long up, long down) {
      super("app");
      this.up = up;
      this.down = down;
    }

    long millis() {
      return clock.epochMillis();
    }

    long elapsed() {
      return millis() - start;
    }

    boolean isUp(long elapsed) {
      return elapsed % (up + down) < up;
    }

    @Override
    public byte[] get(String path) throws RequestException {
      boolean stats = path.equals("/task/stats");
      requests[stats ? 1 : 0]++;
      if (!stats) polls.add(elapsed());
      if (isUp(elapsed())) {
        answer(path, stats ? stats() : TASK);
        return super.get(path);
      }
      int flap = (int) (elapsed() / (up + down));
      if (flap % 2 == 0) clock.advance(2_000);
      String broken = BROKEN[flap % BROKEN.length];
      if (broken == null) fail(path);
      else answer(path, broken);
      return super.get(path);
    }

    private static final String TASK =
        """
        {"Family": "orders", "Revision": "7", "LaunchType": "FARGATE", "Containers": [
          {"DockerId": "app", "Name": "app", "KnownStatus": "RUNNING"}]}
        """;

    /** Taken every 10 s, there half a second later. */
    private String stats() {
      long sample = (millis() - 500) / INTERVAL * INTERVAL;
      return """
      {"app": {"read": "%s", "preread": "%s", "cpu_stats": {"cpu_usage": {"total_usage": %d}},
        "networks": {"eth1": {"rx_bytes": %d}}}}
      """
          .formatted(
              Instant.ofEpochMilli(sample),
              Instant.ofEpochMilli(sample - INTERVAL),
              (sample - start + HOUR) * 1_000,
              sample - start + HOUR);
    }
  }

  /** The agent's poll loop, which sleeps by turning the hands of the endpoint's clock. */
  private static final class Loop {
    private final Flapping endpoint;
    private final TaskMonitor monitor;
    private final Poller poller;

    /** From the endpoint's clock to that by which the schedule reckons. */
    private final long offset = System.currentTimeMillis() - Poller.now();

    final List<Long> successes = new ArrayList<>();

    Loop(Flapping endpoint) {
      this.endpoint = endpoint;
      monitor = endpoint.monitor(endpoint.clock);
      poller = new Poller(monitor, identity -> {}, () -> {}, INTERVAL);
    }

    void run(long millis) {
      double cpu = 0;
      for (long end = endpoint.elapsed() + millis; endpoint.elapsed() < end; ) {
        long asked = endpoint.millis();
        long next = poller.poll(asked - offset) + offset;
        if (monitor.latest().isSuccess()) successes.add(endpoint.elapsed());
        TaskTotals totals = monitor.latest().totals();
        if (totals != null) {
          assertTrue(totals.value(ContainerStat.CPU) >= cpu, () -> "fell at " + endpoint.elapsed());
          cpu = totals.value(ContainerStat.CPU);
        }
        assertTrue(next >= asked + INTERVAL, "sooner than an interval");
        assertTrue(next <= asked + 2.2 * INTERVAL, "later than two intervals and a bit");
        endpoint.clock.advance(Math.max(0, next - endpoint.millis()));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "5000, 5000",
    "10000, 10000",
    "25000, 35000",
    "47000, 13000",
    "60000, 60000",
    "300000, 61000",
    "1000, 59000",
  })
  void endpointIsAskedOnceAnIntervalAtMost(long up, long down) {
    Flapping endpoint = new Flapping(up, down);
    new Loop(endpoint).run(HOUR);

    for (int requests : endpoint.requests) {
      assertTrue(requests <= HOUR / INTERVAL + 1, requests + " requests");
    }
    for (int i = 1; i < endpoint.polls.size(); i++) {
      long gap = endpoint.polls.get(i) - endpoint.polls.get(i - 1);
      assertTrue(gap >= INTERVAL, "asked again after " + gap + " ms");
    }
  }

  /** An endpoint that is gone again sooner than in two intervals need not have been met. */
  @ParameterizedTest
  @CsvSource({
    "20000, 20000",
    "25000, 35000",
    "47000, 13000",
    "60000, 60000",
    "300000, 61000",
    "20000, 600000",
  })
  void numbersAreBackWithinTwoIntervals(long up, long down) {
    Loop loop = new Loop(new Flapping(up, down));
    loop.run(HOUR);

    for (long back = up + down; back + 2 * INTERVAL < HOUR; back += up + down) {
      long recovery = back;
      assertTrue(
          loop.successes.stream().anyMatch(at -> at >= recovery && at <= recovery + 2 * INTERVAL),
          "no numbers within two intervals of " + recovery);
    }
  }

  @Test
  void aHundredHoursHoldNoMoreMemoryThanOne() throws Exception {
    Flapping endpoint = new Flapping(25_000, 35_000);
    Loop loop = new Loop(endpoint);
    loop.run(HOUR);
    forget(loop);
    long after1 = held();
    loop.run(99L * HOUR);
    forget(loop);
    long after100 = held();
    assertTrue(after100 < after1 + 512 * 1024, after1 + " bytes, then " + after100);
  }

  private static void forget(Loop loop) {
    loop.successes.clear();
    loop.endpoint.polls.clear();
  }

  private static long held() throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(20);
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
