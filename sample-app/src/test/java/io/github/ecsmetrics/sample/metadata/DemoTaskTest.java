package io.github.ecsmetrics.sample.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DemoTaskTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final Duration REFRESH = Duration.ofSeconds(10);

  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:02Z"));
  private final DemoTask task = DemoTask.startedBefore(ID, REFRESH, clock);

  @Test
  void statisticsAreThereFromTheStartWithoutAPreviousSample() {
    JsonNode stats = applicationStats();

    assertEquals("2026-11-22T10:00:01Z", stats.at("/read").textValue());
    assertEquals("0001-01-01T00:00:00Z", stats.at("/preread").textValue());
    assertEquals(0, stats.at("/precpu_stats/cpu_usage/total_usage").longValue());
    assertFalse(stats.has("network_rate_stats"));
  }

  @Test
  void statisticsMoveEveryTenSecondsOnly() {
    JsonNode first = task.stats();
    clock.advance(Duration.ofMillis(8_900));
    assertEquals(first, task.stats());

    clock.advance(Duration.ofMillis(200));
    JsonNode stats = applicationStats();
    assertEquals("2026-11-22T10:00:11Z", stats.at("/read").textValue());
    assertEquals("2026-11-22T10:00:01Z", stats.at("/preread").textValue());
    assertTrue(stats.has("network_rate_stats"));
  }

  @Test
  void containersUseAQuarterOfTheTasksCpu() {
    long before = cpuNanos();
    clock.advance(Duration.ofSeconds(60));
    double used = (cpuNanos() - before) / 1e9 / 60;

    assertEquals(0.25, used / task.metadata().at("/Limits/CPU").doubleValue(), 1e-9);
  }

  @Test
  void containersTellOfOneNetworkEachAtItsOwnTime() {
    clock.advance(Duration.ofMinutes(1));
    JsonNode stats = task.stats();
    JsonNode application = applicationStats();
    JsonNode router = stats.get(ID + "-3174295468");

    assertNotEquals(application.get("read"), router.get("read"));
    // 0.22 s between the two samples, 5200 bytes a second
    assertEquals(
        1144,
        router.at("/networks/eth1/rx_bytes").longValue()
            - application.at("/networks/eth1/rx_bytes").longValue());
  }

  @Test
  void numbersOfOneSampleFitTogether() {
    clock.advance(Duration.ofMinutes(5));
    for (JsonNode stats : task.stats()) {
      JsonNode cpu = stats.at("/cpu_stats/cpu_usage");
      assertEquals(
          cpu.get("total_usage").longValue(),
          cpu.at("/percpu_usage/0").longValue() + cpu.at("/percpu_usage/1").longValue());
      JsonNode memory = stats.get("memory_stats");
      assertEquals(
          memory.get("usage").longValue(),
          memory.at("/stats/rss").longValue() + memory.at("/stats/cache").longValue());
      assertTrue(memory.get("max_usage").longValue() >= memory.get("usage").longValue());
      for (String list : new String[] {"io_service_bytes_recursive", "io_serviced_recursive"}) {
        JsonNode io = stats.at("/blkio_stats/" + list);
        assertEquals(
            io.at("/5/value").longValue(),
            io.at("/0/value").longValue() + io.at("/1/value").longValue());
      }
    }
  }

  @Test
  void everyContainerOfTheTaskHasStatistics() {
    for (JsonNode container : task.metadata().get("Containers")) {
      JsonNode stats = task.stats().get(container.get("DockerId").textValue());
      assertEquals(container.get("Name"), stats.get("name"));
    }
  }

  @Test
  void healthIsKnownAfterTheFirstCheck() {
    assertTrue(task.metadata(task.application()).get("Health").isEmpty());
    clock.advance(Duration.ofSeconds(5));
    assertEquals("HEALTHY", task.metadata(task.application()).at("/Health/status").textValue());
  }

  private JsonNode applicationStats() {
    return task.stats(task.application());
  }

  private long cpuNanos() {
    long nanos = 0;
    for (JsonNode stats : task.stats()) {
      nanos += stats.at("/cpu_stats/cpu_usage/total_usage").longValue();
    }
    return nanos;
  }

  /** A clock that stands until it is moved. */
  private static final class ManualClock extends Clock {
    private Instant now;

    ManualClock(Instant now) {
      this.now = now;
    }

    void advance(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
