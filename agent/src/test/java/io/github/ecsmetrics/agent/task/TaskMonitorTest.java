package io.github.ecsmetrics.agent.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.agent.metadata.ContainerStat;
import io.github.ecsmetrics.agent.net.RequestException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskMonitorTest {
  private static final String TASK =
      "{\"Family\": \"web\", \"Containers\": [{\"DockerId\": \"id\"}]}";
  private static final String STATS =
      "{\"id\": {\"cpu_stats\": {\"cpu_usage\": {\"total_usage\": 5}}}}";

  private final FakeClock clock = new FakeClock();
  private final CannedEndpoint endpoint =
      new CannedEndpoint("id").answer("/task", TASK).answer("/task/stats", STATS);
  private final TaskMonitor monitor = endpoint.monitor(clock);

  @Test
  void nothingIsKnownBeforeTheFirstPoll() {
    TaskSnapshot nothing = monitor.latest();
    assertFalse(nothing.isSuccess());
    assertNull(nothing.task());
    assertNull(nothing.stats());
    assertNull(nothing.identity());
    assertNull(nothing.taskBody());
    assertEquals(0, nothing.lastSuccessEpochMillis());
  }

  @Test
  void successNeedsBothPaths() throws Exception {
    monitor.pollTask();
    assertFalse(monitor.latest().isSuccess());
    monitor.pollStats();
    assertTrue(monitor.latest().isSuccess());
  }

  @Test
  void bodiesAreKeptByteForByte() throws Exception {
    monitor.pollTask();
    monitor.pollStats();
    assertArrayEquals(TASK.getBytes(StandardCharsets.UTF_8), monitor.latest().taskBody());
    assertArrayEquals(STATS.getBytes(StandardCharsets.UTF_8), monitor.latest().statsBody());
  }

  @Test
  void sameObservationAsLongAsNothingChanges() throws Exception {
    monitor.pollTask();
    monitor.pollStats();
    TaskSnapshot first = monitor.latest();
    clock.advance(29999);
    assertSame(first, monitor.latest());
  }

  @Test
  void firstFailureEndsSuccessAndKeepsTheNumbers() throws Exception {
    pollBoth();
    clock.advance(10000);
    endpoint.fail("/task/stats");
    assertThrows(RequestException.class, monitor::pollStats);
    assertFalse(monitor.latest().isSuccess());
    assertNotNull(monitor.latest().stats());
    assertNotNull(monitor.latest().task());
  }

  @Test
  void numbersVanishAfterThreeIntervalsWithoutThem() throws Exception {
    pollBoth();
    clock.advance(30000);
    assertNotNull(monitor.latest().stats());
    clock.advance(1);
    assertNull(monitor.latest().stats());
    assertNull(monitor.latest().totals());
    assertNull(monitor.latest().task());
    assertEquals(0, monitor.latest().containers().size());
    assertNotNull(monitor.latest().taskBody(), "the last answer itself stays");
  }

  @Test
  void eachPathAgesApart() throws Exception {
    pollBoth();
    endpoint.fail("/task");
    for (int i = 0; i < 4; i++) {
      clock.advance(10000);
      assertThrows(RequestException.class, monitor::pollTask);
      monitor.pollStats();
    }
    TaskSnapshot latest = monitor.latest();
    assertNull(latest.task());
    assertNotNull(latest.stats());
    assertEquals(1740633780000L, latest.lastSuccessEpochMillis());
  }

  @Test
  void containersKeepTheirNamesWhenTheTaskIsNotHeardOfAnyMore() throws Exception {
    endpoint.answer("/task", "{\"Containers\": [{\"DockerId\": \"id\", \"Name\": \"curl\"}]}");
    endpoint.answer("/task/stats", "{\"id\": {\"name\": \"/ecs-web-1-curl-c2e5\"}}");
    pollBoth();
    clock.advance(31000);
    monitor.pollStats();
    ContainerSnapshot container = monitor.latest().containers().get(0);
    assertNull(container.container());
    assertEquals("curl", container.name());
    assertTrue(container.isSelf());
  }

  @Test
  void everythingReturnsWithTheEndpoint() throws Exception {
    pollBoth();
    clock.advance(3600000);
    assertNull(monitor.latest().stats());
    pollBoth();
    assertTrue(monitor.latest().isSuccess());
    assertEquals(5, monitor.latest().totals().value(ContainerStat.CPU));
  }

  @Test
  void runningSumsOutliveTheExpiry() throws Exception {
    pollBoth();
    clock.advance(3600000);
    endpoint.answer("/task/stats", STATS.replace("5", "2"));
    pollBoth();
    assertEquals(7, monitor.latest().totals().value(ContainerStat.CPU));
  }

  @Test
  void flappingEndpointNeverMakesARunningSumFall() throws Exception {
    double last = 0;
    for (int i = 1; i <= 200; i++) {
      clock.advance(10000);
      if (i % 7 < 3) {
        endpoint.fail("/task/stats");
        assertThrows(RequestException.class, monitor::pollStats);
      } else {
        endpoint.answer("/task/stats", STATS.replace("5", String.valueOf(i % 50)));
        monitor.pollStats();
      }
      TaskTotals totals = monitor.latest().totals();
      if (totals == null) continue;
      assertTrue(totals.value(ContainerStat.CPU) >= last);
      last = totals.value(ContainerStat.CPU);
    }
    assertTrue(last > 150, "counted across restarts, got " + last);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "null | not a JSON object but true, false or null",
        "\"V4 task metadata handler: unable\" | not a JSON object but a string",
        "[] | not a JSON object but an array",
        "7 | not a JSON object but a number",
        "`` | not a JSON object but nothing",
        "{\"Family\": \"web\" | not JSON: it ends after 16 bytes",
        "{\"Family\" \"web\"} | not JSON: unexpected '\"' at byte 11",
        "{\"Family\": {}, \"TaskARN\": 7, \"Containers\": \"none\"} | a JSON object, but no task",
        "{\"Family\": \"web\"} {} | not JSON: unexpected '{' at byte 19",
        "{\"Family\": \"web\"} x | not JSON: unexpected 'x' at byte 19",
        "{\"a\": NaN} | not JSON: unexpected 'N' at byte 7",
      })
  void unusableBodyIsAFailureToldInOneLine(String body, String reason) throws Exception {
    pollBoth();
    endpoint.answer("/task", body);
    RequestException e = assertThrows(RequestException.class, monitor::pollTask);
    assertTrue(
        e.getMessage().startsWith("GET http://169.254.170.2/v4/id/task: " + reason),
        e.getMessage());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
    assertEquals("bad_json", e.outcome());
    assertNotNull(monitor.latest().task());
    assertFalse(monitor.latest().isSuccess());
  }

  @Test
  void deepNestingIsAFailureAndNoStackOverflow() {
    endpoint.answer("/task", "{\"a\": " + "[".repeat(10000) + "]".repeat(10000) + "}");
    RequestException e = assertThrows(RequestException.class, monitor::pollTask);
    assertTrue(e.getMessage().contains("nested deeper than 100 levels"), e.getMessage());
  }

  @Test
  void withoutAnEndpointEveryPollSaysSo() {
    TaskMonitor nowhere = new TaskMonitor(null, 10000);
    RequestException e = assertThrows(RequestException.class, nowhere::pollTask);
    assertEquals("no metadata endpoint is known", e.getMessage());
    assertFalse(nowhere.latest().isSuccess());
  }

  @Test
  void requestsAreCountedByPathAndOutcome() throws Exception {
    pollBoth();
    monitor.pollTask();
    endpoint.fail("/task");
    assertThrows(RequestException.class, monitor::pollTask);
    RequestStats requests = monitor.latest().requests();
    assertEquals(3, requests.size());
    assertEquals(
        "/task success 2", requests.path(0) + " " + requests.outcome(0) + " " + requests.count(0));
    assertEquals(
        "/task/stats success 1",
        requests.path(1) + " " + requests.outcome(1) + " " + requests.count(1));
    assertEquals(
        "/task http_404 1", requests.path(2) + " " + requests.outcome(2) + " " + requests.count(2));
    assertEquals(4, requests.count());
  }

  private void pollBoth() throws Exception {
    monitor.pollTask();
    monitor.pollStats();
  }
}
