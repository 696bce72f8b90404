package io.github.ecsmetrics.it.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Ports;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Waiting;
import java.io.IOException;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;

/** Receivers that are away for many intervals, here of a second. */
class OtlpOutageIT {
  @Test
  void receiverThatIsGoneIsReportedOnceAndPushedToWhenItIsBack() throws Exception {
    int port = Ports.free();
    try (MetadataEndpoint endpoint = MetadataEndpoint.full();
        RunningJvm jvm = start(endpoint, port)) {
      awaitPushes(jvm, "unreachable", 20);
      assertEquals(line(port, "connection refused"), jvm.stderr());
      try (MockWebServer receiver = answering(200)) {
        receiver.start(port);
        awaitPushes(jvm, "success", 2);
      }
      assertEquals("ready\n", jvm.stdout());
      assertEquals(0, jvm.endInput().exitCode());
    }
  }

  @Test
  void receiverThatRefusesForLongIsReportedOnce() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.full();
        MockWebServer receiver = answering(503)) {
      receiver.start();
      try (RunningJvm jvm = start(endpoint, receiver.getPort())) {
        awaitPushes(jvm, "http_503", 20);
        assertEquals(line(receiver.getPort(), "HTTP 503"), jvm.stderr());
      }
    }
  }

  private static MockWebServer answering(int status) {
    MockWebServer receiver = new MockWebServer();
    receiver.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return new MockResponse.Builder().code(status).build();
          }
        });
    return receiver;
  }

  private static RunningJvm start(MetadataEndpoint endpoint, int port) throws IOException {
    return JvmCommand.of(Waiting.class)
        .endpoint(endpoint)
        .agent("interval=1s", "otlp.interval=1s", "otlp.endpoint=" + address(port))
        .start();
  }

  private static void awaitPushes(RunningJvm jvm, String outcome, int least)
      throws InterruptedException {
    String counter = "ee_agent_push_total{outcome=\"" + outcome + "\"} ";
    jvm.awaitMetrics(
        text -> {
          int at = text.indexOf(counter);
          if (at < 0) return false;
          String count = text.substring(at + counter.length()).lines().findFirst().orElseThrow();
          return Double.parseDouble(count) >= least;
        },
        least + " pushes: " + outcome);
  }

  private static String line(int port, String reason) {
    return "[ecs-metrics-agent] metrics were not pushed to "
        + address(port)
        + ": "
        + reason
        + "; will push again, everything else works\n";
  }

  private static String address(int port) {
    return "http://127.0.0.1:" + port + "/v1/metrics";
  }
}
