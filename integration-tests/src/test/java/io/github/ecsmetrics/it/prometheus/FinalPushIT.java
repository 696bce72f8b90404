package io.github.ecsmetrics.it.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Ports;
import io.github.ecsmetrics.it.guest.NightlyJob;
import io.github.ecsmetrics.it.guest.application.ClientJavaProgram;
import io.github.ecsmetrics.it.guest.application.MeteredPrograms;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;

/**
 * A job that is over before anyone scrapes.
 *
 * <p>Seen elsewhere: batch tasks ended before a scrape; Pushgateways kept their groups
 * (aws-observability/aws-otel-community#31, prometheus/pushgateway#19); a job shorter than the
 * interval had no numbers.
 */
class FinalPushIT {
  private static final String GROUP =
      "instance=\"7e11b0c3d5f24f0e9a6b8d2c4e6f8a10\",job=\"checkout\"";

  /** More than a busy machine needs; the default is for machines with nothing else to do. */
  private static final String AMPLE = "push.timeout=30s";

  /** So long that only the end of the JVM can cause another request to the endpoint. */
  private static final String RARELY = "interval=10m";

  /** What the JVM itself takes on a busy machine, to start, to work and to end. */
  private static final long JOB_MILLIS = 8_000;

  @Test
  void numbersOfAShortJobAreOnTheGateway() throws Exception {
    try (PushgatewayServer gateway = PushgatewayServer.start();
        MetadataEndpoint endpoint = MetadataEndpoint.full()) {
      Finished job = run(endpoint, gateway.url(), AMPLE);
      assertEquals("nightly job of checkout:42 done\n", job.stdout());
      assertEquals("", job.stderr());
      assertEquals(3, job.exitCode());

      ScrapeResult pushed = gateway.metrics();
      assertEquals(1235.383008, value(pushed, "ee_container_cpu_usage_seconds_total", "_task_"));
      assertEquals(771751936, value(pushed, "ee_container_memory_usage_byte", "app"));
      assertTrue(value(pushed, "process_cpu_seconds_total", "app") > 0);
      assertTrue(value(pushed, "jvm_memory_used_bytes", "app") > 0);
      assertTrue(value(pushed, "process_start_time_seconds", "app") > 1e9);
    }
  }

  @Test
  void applicationsOwnMetricsAreOnTheGatewayToo() throws Exception {
    try (PushgatewayServer gateway = PushgatewayServer.start();
        MetadataEndpoint endpoint = MetadataEndpoint.full()) {
      Finished job =
          JvmCommand.of(MeteredPrograms.class)
              .libraries(
                  "io.prometheus:prometheus-metrics-core:1.10.0",
                  "io.prometheus:prometheus-metrics-exposition-textformats:1.10.0")
              .arguments(ClientJavaProgram.class.getName())
              .endpoint(endpoint)
              .agentByEnvironment(
                  AMPLE,
                  RARELY,
                  "startup.wait=30s",
                  "app.metrics=auto",
                  "app.metrics.timeout=20s",
                  "push.url=" + gateway.url())
              .run();
      assertEquals("", job.stderr());
      ScrapeResult pushed = gateway.metrics();
      assertEquals(3, value(pushed, "orders_placed_total", "app"));
      assertEquals(1, value(pushed, "order_seconds_count", "app"));
      assertEquals(7, value(pushed, "order_lines_sum", "app"));
      assertEquals(1, value(pushed, "shop_info", "app"));
      assertTrue(value(pushed, "process_cpu_seconds_total", "app") > 0);
    }
  }

  @Test
  void endpointIsAskedOneMoreTimeAndNotMore() throws Exception {
    try (PushgatewayServer gateway = PushgatewayServer.start();
        MetadataEndpoint endpoint = MetadataEndpoint.full()) {
      run(endpoint, gateway.url(), AMPLE);
      assertEquals(2, endpoint.requests("/task"));
      assertEquals(2, endpoint.requests("/task/stats"));
    }
  }

  @Test
  void numbersOfTheJvmAreThereBeforeTheTaskHasStatistics() throws Exception {
    try (PushgatewayServer gateway = PushgatewayServer.start();
        MetadataEndpoint endpoint = MetadataEndpoint.full().json("/task/stats", "{}")) {
      Finished job = run(endpoint, gateway.url(), AMPLE);
      assertEquals(3, job.exitCode());
      ScrapeResult pushed = gateway.metrics();
      assertTrue(value(pushed, "process_cpu_seconds_total", "app") > 0);
      assertEquals(2147483648.0, value(pushed, "ee_task_memory_limit_byte", "_task_"));
      assertTrue(!pushed.names().contains("ee_container_cpu_usage_seconds_total"));
    }
  }

  @Test
  void hangingEndpointTakesHalfOfTheTime() throws Exception {
    try (PushgatewayServer gateway = PushgatewayServer.start();
        MetadataEndpoint endpoint = MetadataEndpoint.full()) {
      endpoint.answer(
          "/task/stats",
          new MockResponse.Builder().code(200).headersDelay(1, TimeUnit.MINUTES).build());
      Finished job = run(endpoint, gateway.url(), "push.timeout=6s", "timeout=30s");
      assertEquals(3, job.exitCode());
      assertTrue(value(gateway.metrics(), "process_cpu_seconds_total", "app") > 0);
      assertInTime(job, 6_000);
    }
  }

  @Test
  void closedGatewayIsReportedInOneLine() throws Exception {
    String url = "http://127.0.0.1:" + Ports.free();
    try (MetadataEndpoint endpoint = MetadataEndpoint.full()) {
      assertUntouched(run(endpoint, url, AMPLE), url, "connection refused");
    }
  }

  @Test
  void hangingGatewayDelaysTheEndByTheTimeoutAtMost() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        MetadataEndpoint endpoint = MetadataEndpoint.full()) {
      String url = "http://127.0.0.1:" + silent.getLocalPort();
      Finished job = run(endpoint, url, "push.timeout=1s");
      assertUntouched(job, url, "not done within 1000 ms");
      assertInTime(job, 1_000);
    }
  }

  @Test
  void gatewayThatRefusesIsQuoted() throws Exception {
    try (MockWebServer gateway = new MockWebServer();
        MetadataEndpoint endpoint = MetadataEndpoint.full()) {
      gateway.enqueue(new MockResponse.Builder().code(403).build());
      gateway.start();
      String url = "http://127.0.0.1:" + gateway.getPort();
      assertUntouched(run(endpoint, url, AMPLE), url, "HTTP 403");
    }
  }

  /** An earlier push of another job has given one metric another type. */
  @Test
  void refusedMetricIsNamed() throws Exception {
    try (PushgatewayServer gateway = PushgatewayServer.start();
        MetadataEndpoint endpoint = MetadataEndpoint.full()) {
      gateway.put(
          "/metrics/job/other",
          "# TYPE ee_ecs_metrics_exporter_success counter\nee_ecs_metrics_exporter_success 1\n");
      List<String> said = run(endpoint, gateway.url(), AMPLE).stderr().lines().toList();
      assertEquals(1, said.size(), said.toString());
      assertTrue(said.get(0).contains(": HTTP 400: "), said.get(0));
      assertTrue(said.get(0).contains("ee_ecs_metrics_exporter_success"), said.get(0));
    }
  }

  @Test
  void tasksWithoutAnArnDoNotShareAGroup() throws Exception {
    String anonymous = "{\"Family\": \"checkout\", \"Revision\": \"42\", \"Containers\": []}";
    try (PushgatewayServer gateway = PushgatewayServer.start();
        MetadataEndpoint endpoint = MetadataEndpoint.full().json("/task", anonymous)) {
      for (int runs = 0; runs < 2; runs++) {
        assertEquals(3, run(endpoint, gateway.url(), AMPLE).exitCode());
      }
      List<String> groups =
          gateway.metrics().lines().stream()
              .filter(line -> line.name().equals("push_time_seconds"))
              .map(ScrapeResult.Line::labels)
              .toList();
      assertEquals(2, groups.size(), groups.toString());
      assertTrue(groups.stream().allMatch(each -> each.contains("job=\"checkout\"")));
    }
  }

  private static Finished run(MetadataEndpoint endpoint, String url, String... more)
      throws Exception {
    return JvmCommand.of(NightlyJob.class)
        .endpoint(endpoint)
        .environment("ECS_METRICS_EXPORTER_PUSH_URL", url)
        .agentByEnvironment(
            Stream.concat(Stream.of(more), Stream.of(RARELY)).toArray(String[]::new))
        .arguments("3")
        .run();
  }

  private static void assertUntouched(Finished job, String url, String reason) {
    assertEquals("nightly job of checkout:42 done\n", job.stdout());
    assertEquals(3, job.exitCode());
    assertEquals(
        List.of(
            "[ecs-metrics-agent] the last numbers were not pushed to "
                + url
                + ": "
                + reason
                + "; the application is not affected"),
        job.stderr().lines().toList());
  }

  private static void assertInTime(Finished job, long timeoutMillis) {
    long most = JOB_MILLIS + timeoutMillis;
    assertTrue(job.duration().toMillis() < most, job.duration() + " is too long");
  }

  private static double value(ScrapeResult pushed, String name, String container) {
    for (ScrapeResult.Line line : pushed.lines()) {
      boolean ours = line.labels().contains(GROUP);
      if (ours
          && line.name().equals(name)
          && line.labels().contains("container_name=\"" + container + "\"")) {
        return Double.parseDouble(line.value());
      }
    }
    throw new AssertionError(name + " of " + container + " is not in\n" + pushed.text());
  }
}
