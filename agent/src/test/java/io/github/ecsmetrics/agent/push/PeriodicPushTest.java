package io.github.ecsmetrics.agent.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.agent.log.Stderr;
import io.github.ecsmetrics.agent.settings.OtlpSettings;
import io.github.ecsmetrics.agent.task.CannedEndpoint;
import io.github.ecsmetrics.agent.task.FakeClock;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With an interval of a second, which the head start is then, too. */
@Timeout(60)
class PeriodicPushTest {
  @RegisterExtension private final OtlpServer receiver = new OtlpServer();

  private final CannedEndpoint endpoint = new CannedEndpoint("own");
  private final TaskMonitor task = endpoint.monitor(new FakeClock());
  private PeriodicPush pushes;

  @AfterEach
  void end() {
    if (pushes != null) pushes.end();
  }

  /** Ten seconds or the interval, and a random part of the interval. */
  @ParameterizedTest
  @CsvSource({"60000, 10000, 70000", "1000, 1000, 2000", "10000, 10000, 20000"})
  void firstPushesAreSpreadOverTheInterval(int interval, int least, int most) {
    int[] tenths = new int[10];
    for (int i = 0; i < 10_000; i++) {
      long delay = PeriodicPush.firstDelay(interval);
      assertTrue(least <= delay && delay < most, delay + " ms");
      tenths[(int) (10 * (delay - least) / interval)]++;
    }
    // 1,000 are expected; a random one is beyond 800 and 1,200 less often than once in 10^9.
    for (int tenth : tenths) assertTrue(800 < tenth && tenth < 1_200, tenth + " in a tenth");
  }

  @Test
  void pushesComeEveryIntervalAfterTheFirst() throws Exception {
    for (int i = 0; i < 3; i++) receiver.answer(200);
    long start = System.nanoTime();
    start(receiver.url(), false);
    receiver.http.takeRequest();
    long first = millisSince(start);
    assertTrue(first >= 1_000, first + " ms");
    receiver.http.takeRequest();
    receiver.http.takeRequest();
    long third = millisSince(start) - first;
    assertTrue(1_500 < third && third < 6_000, third + " ms");
  }

  /** The receiver is silent for the 2 s that a request may take. */
  @Test
  void whileAPushHangsNoOtherBegins() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      start(OtlpServer.url(silent.getLocalPort()), false);
      silent.accept();
      long start = System.nanoTime();
      silent.accept();
      long millis = millisSince(start);
      assertTrue(millis > 1_500, millis + " ms");
    }
  }

  /** Three turns are left out, and the fourth has what is known then. */
  @Test
  void pushesWaitForTheTaskThreeTimes() throws Exception {
    receiver.answer(200);
    long start = System.nanoTime();
    start(receiver.url(), true);
    assertEquals("unknown_service:java", attribute("service.name"));
    long millis = millisSince(start);
    assertTrue(millis >= 4_000, millis + " ms");
  }

  @Test
  void pushesWaitForTheOwnContainer() throws Exception {
    receiver.answer(200);
    answer("\"TaskARN\": \"arn:aws:ecs:eu-west-1:1:task/c/id\"");
    start(receiver.url(), true);
    assertEquals(null, receiver.http.takeRequest(2_500, TimeUnit.MILLISECONDS));
    answer(
        "\"TaskARN\": \"arn:aws:ecs:eu-west-1:1:task/c/id\","
            + " \"Containers\": [{\"DockerId\": \"own\", \"Name\": \"app\"}]");
    assertEquals("id/app", attribute("service.instance.id"));
  }

  private void answer(String members) throws Exception {
    endpoint.answer("/task", "{" + members + "}");
    task.pollTask();
  }

  private String attribute(String key) throws Exception {
    for (var attribute : receiver.received().getResource().getAttributesList()) {
      if (attribute.getKey().equals(key)) return attribute.getValue().getStringValue();
    }
    return null;
  }

  /** Its text has the number of the request. */
  @Test
  void failureWhoseTextVariesIsSaidOnce() {
    String printed =
        Stderr.of(
            () -> {
              for (int i = 1; i < 5; i++) receiver.answer(400, "request " + i + " is wrong");
              start(receiver.url(), false);
              for (int i = 1; i < 5; i++) receiver.http.takeRequest();
              pushes.end();
            });
    assertEquals(
        "[ecs-metrics-agent] metrics were not pushed to "
            + receiver.url()
            + ": HTTP 400: request 1 is wrong; will push again, everything else works\n",
        printed);
  }

  /** It is the receiver's, and no failure is said again. */
  @Test
  void receiverThatWantsAPauseGetsIt() throws Exception {
    receiver.http.enqueue(
        new MockResponse.Builder().code(503).addHeader("Retry-After", "3").build());
    receiver.answer(200);
    start(receiver.url(), false);
    receiver.http.takeRequest();
    long start = System.nanoTime();
    receiver.http.takeRequest();
    long millis = millisSince(start);
    assertTrue(millis >= 2_900, millis + " ms");
  }

  private void start(String url, boolean inTask) {
    OtlpSettings settings = OtlpServer.settings(url, ",otlp.interval=1s,otlp.timeout=2s");
    OtlpTarget target = new OtlpTarget(settings, "1", receiver.stats, Map.of());
    TaskMonitor monitor = inTask ? task : receiver.unknown;
    pushes = new PeriodicPush(target, monitor, () -> OtlpServer.ONE_COUNTER, settings, inTask);
    pushes.start();
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
