package io.github.ecsmetrics.agent.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.ecsmetrics.agent.CpuLimit;
import io.github.ecsmetrics.agent.net.RequestException;
import io.github.ecsmetrics.agent.task.CannedEndpoint;
import io.github.ecsmetrics.agent.task.FakeClock;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever {@code /task} and {@code /task/stats} hold: usable or a failure told in one line; a
 * well-formed exposition, nothing negative, no running sum that falls; and after the next good
 * answers all is as it was.
 *
 * <p>An input is the body of {@code /task}, a byte 0, which no JSON has, and the other body.
 */
class MetadataFuzzTest {
  private static final byte[] TASK = fixture("/everything/task.json");
  private static final byte[] STATS = fixture("/everything/stats.json");

  static Stream<byte[]> bodies() {
    return Stream.of(
        bodies(TASK, STATS),
        bodies(
            "{\"Containers\": [{\"DockerId\": \"a\", \"Name\": \"\\ud83d\\n\"}]}", "{\"a\": null}"),
        bodies("{\"Limits\": {\"CPU\": 1e-400}}", "{\"a\": {\"read\": \"0001-01-01T00:00:00Z\"}}"),
        bodies("null", "\"V4 stats handler: unable to get task arn\""),
        bodies("{\"TaskARN\": \"arn:aws:ecs:::task/\"}", "{\"\": {\"name\": \"/ecs-web-1-\"}}"),
        bodies(
            "{\"Containers\": [{\"Networks\": [{\"NetworkMode\": \"awsvpc\"}]}]}",
            "{\"a\": {\"networks\": {\"eth0\": {\"rx_bytes\": 18446744073709551616}}}}"));
  }

  @MethodSource("bodies")
  @FuzzTest
  void anythingIsServedWellOrNotAtAll(byte[] bodies) throws RequestException {
    CpuLimit limit = new CpuLimit();
    int end = 0;
    while (end < bodies.length && bodies[end] != 0) end++;
    byte[] task = Arrays.copyOf(bodies, end);
    byte[] stats = Arrays.copyOfRange(bodies, Math.min(end + 1, bodies.length), bodies.length);

    CannedEndpoint endpoint =
        new CannedEndpoint("any").answer("/task", task).answer("/task/stats", stats);
    TaskMonitor fresh = endpoint.monitor(new FakeClock());
    poll(fresh);
    Map<String, Double> series = Exposition.series(fresh);
    poll(fresh);
    assertRunningSumsDoNotFall(series, Exposition.series(fresh));

    assertGoodAnswersAreServedAsBefore(endpoint, task, stats);
    limit.check();
  }

  private static void assertGoodAnswersAreServedAsBefore(
      CannedEndpoint endpoint, byte[] task, byte[] stats) throws RequestException {
    TaskMonitor monitor =
        endpoint.answer("/task", TASK).answer("/task/stats", STATS).monitor(new FakeClock());
    monitor.pollTask();
    monitor.pollStats();
    Map<String, Double> before = Exposition.series(monitor);
    endpoint.answer("/task", task).answer("/task/stats", stats);
    poll(monitor);
    Map<String, Double> between = Exposition.series(monitor);
    assertRunningSumsDoNotFall(before, between);
    endpoint.answer("/task", TASK).answer("/task/stats", STATS);
    monitor.pollTask();
    monitor.pollStats();
    Map<String, Double> after = Exposition.series(monitor);
    assertRunningSumsDoNotFall(between, after);
    before.forEach(
        (line, value) -> {
          if (line.startsWith("ee_agent_") || line.startsWith("ee_metadata_")) return;
          if (line.contains("\"_task_\"")) assertTrue(after.containsKey(line), line);
          else assertEquals(value, after.get(line), line);
        });
  }

  private static void poll(TaskMonitor monitor) {
    try {
      monitor.pollTask();
    } catch (RequestException failure) {
      assertToldInOneLine(failure);
    }
    try {
      monitor.pollStats();
    } catch (RequestException failure) {
      assertToldInOneLine(failure);
    }
  }

  private static void assertToldInOneLine(RequestException failure) {
    String message = failure.getMessage();
    assertTrue(message.startsWith("GET http://169.254.170.2/v4/any/task"), message);
    assertTrue(message.length() < 1000, message);
    assertFalse(message.contains("\n") || message.contains("\r"), message);
  }

  private static void assertRunningSumsDoNotFall(
      Map<String, Double> before, Map<String, Double> after) {
    before.forEach(
        (line, value) -> {
          if (!line.contains("\"_task_\"")) return;
          if (!line.contains("_total{") && !line.contains("_block_io_")) return;
          assertTrue(after.getOrDefault(line, value) >= value, () -> line + " fell from " + value);
        });
  }

  private static byte[] bodies(String task, String stats) {
    return bodies(task.getBytes(), stats.getBytes());
  }

  private static byte[] bodies(byte[] task, byte[] stats) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(task);
    both.write(0);
    both.writeBytes(stats);
    return both.toByteArray();
  }

  private static byte[] fixture(String name) {
    try (InputStream in = MetadataFuzzTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
