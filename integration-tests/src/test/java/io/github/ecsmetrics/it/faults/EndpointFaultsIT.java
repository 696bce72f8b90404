package io.github.ecsmetrics.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Ports;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.TellsHeap;
import io.github.ecsmetrics.it.guest.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The endpoint fails in every way: the application runs, one line says so, JVM metrics are served,
 * the endpoint is not asked more often than it should be, and the figures are back as soon as it
 * is.
 *
 * <p>Seen elsewhere: the endpoint resets, hangs, answers 404 or a JSON string; one blip switched a
 * feature off for good (aws/amazon-ecs-agent#1929, influxdata/telegraf#6623,
 * RoboFinSystems/robosystems#738).
 */
class EndpointFaultsIT {
  private static final String FAILED = "ee_ecs_metrics_exporter_success 0";
  private static final String SUCCEEDED = "ee_ecs_metrics_exporter_success 1";
  private static final int INTERVAL_MILLIS = 200;

  private static JvmCommand command(Class<?> guest) {
    return JvmCommand.of(guest)
        .options("-Xmx64m")
        .agentByEnvironment(
            "interval=" + INTERVAL_MILLIS + "ms", "timeout=1s", "startup.wait=100ms");
  }

  @ParameterizedTest
  @EnumSource
  void faultIsSaidOnceAndRecoveredFrom(Fault fault) throws Exception {
    long start = System.nanoTime();
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate().fail(fault.response());
        RunningJvm jvm = command(Waiting.class).endpoint(endpoint).start()) {
      jvm.awaitStdout("ready");
      String metrics = jvm.awaitMetrics(FAILED);
      assertTrue(metrics.contains("jvm_memory_used_bytes"), metrics);
      jvm.await(() -> endpoint.requests("/task") >= 3, "three polls in spite of " + fault);
      assertOneLine(jvm);

      endpoint.recover();
      String recovered = jvm.awaitMetrics(SUCCEEDED);
      assertTrue(recovered.contains("ee_task_memory_limit_byte{"), recovered);
      assertOneLine(jvm);
      assertWithinBudget(endpoint, start);
      assertEquals(0, jvm.endInput().exitCode());
      assertEquals("ready\ndone\n", jvm.stdout());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      mode = EnumSource.Mode.MATCH_ALL,
      names = "GIBIBYTE.*|ENDLESS_HEADERS|DEEP|DRIPS")
  void faultLeavesTheHeapAsItWas(Fault fault) throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = command(TellsHeap.class).endpoint(endpoint).start()) {
      jvm.awaitMetrics(SUCCEEDED);
      endpoint.fail(fault.response());
      jvm.awaitMetrics(FAILED);
      long before = heap(jvm);
      int polls = endpoint.requests("/task");
      jvm.await(() -> endpoint.requests("/task") >= polls + 10, "ten polls of " + fault);
      // What a poll that is under way holds goes with it.
      jvm.await(() -> heap(jvm) < before + (1 << 20), "heap of " + before + " bytes again");
      assertOneLine(jvm);
    }
  }

  @ParameterizedTest
  @EnumSource
  void unusualAnswerHasTheSameFigures(Manner manner) throws Exception {
    Set<String> figures;
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = command(Waiting.class).endpoint(endpoint).start()) {
      figures = figures(jvm.awaitMetrics(SUCCEEDED));
    }
    try (MetadataEndpoint endpoint = MetadataEndpoint.empty(MetadataEndpoint.FARGATE_CONTAINER)) {
      String task = MetadataEndpoint.resource("/endpoint/fargate/task.json");
      String stats = MetadataEndpoint.resource("/endpoint/fargate/task-stats.json");
      endpoint.answer("/task", manner.response(task));
      endpoint.answer("/task/stats", manner.response(stats));
      try (RunningJvm jvm = command(Waiting.class).endpoint(endpoint).start()) {
        assertEquals(figures, figures(jvm.awaitMetrics(SUCCEEDED)));
        jvm.await(() -> endpoint.requests("/task/stats") >= 3, "three polls");
        assertEquals(figures, figures(jvm.awaitMetrics(SUCCEEDED)));
        assertEquals("", jvm.stderr());
      }
    }
  }

  private static Set<String> figures(String metrics) {
    Set<String> figures = new TreeSet<>();
    metrics
        .lines()
        .filter(line -> line.startsWith("ee_container_") || line.startsWith("ee_task_"))
        .forEach(figures::add);
    assertTrue(figures.size() > 20, metrics);
    return figures;
  }

  @Test
  void refusedConnectionIsSaidOnce() throws Exception {
    assertFailureIsSaidOnce(Ports.free());
  }

  @Test
  void resetConnectionIsSaidOnce() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread resetting = new Thread(() -> resetAll(server));
      resetting.setDaemon(true);
      resetting.start();
      assertFailureIsSaidOnce(server.getLocalPort());
    }
  }

  private static void resetAll(ServerSocket server) {
    try {
      while (true) {
        Socket client = server.accept();
        client.setSoLinger(true, 0);
        client.close();
      }
    } catch (IOException closed) {
      // The end of the test.
    }
  }

  /** Packets are lost: a full queue of connections that nobody accepts does the same. */
  @Test
  void blackHoleIsSaidOnce() throws Exception {
    List<Socket> queue = new ArrayList<>();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      while (queues(server, queue)) {}
      assertFailureIsSaidOnce(server.getLocalPort());
    } finally {
      for (Socket waiting : queue) waiting.close();
    }
  }

  private static boolean queues(ServerSocket server, List<Socket> queue) throws IOException {
    Socket client = new Socket();
    queue.add(client);
    try {
      client.connect(new InetSocketAddress("127.0.0.1", server.getLocalPort()), 500);
      return true;
    } catch (SocketTimeoutException full) {
      return false;
    }
  }

  private static void assertFailureIsSaidOnce(int port) throws Exception {
    try (RunningJvm jvm =
        command(Waiting.class)
            .environment("ECS_CONTAINER_METADATA_URI_V4", "http://127.0.0.1:" + port + "/v4/x")
            .start()) {
      jvm.awaitStdout("ready");
      String metrics = jvm.awaitMetrics(FAILED);
      assertTrue(metrics.contains("jvm_memory_used_bytes"), metrics);
      jvm.awaitMetrics(
          text -> count(text, "ee_metadata_request_seconds_count") >= 6, "six requests");
      assertOneLine(jvm);
      assertEquals(0, jvm.endInput().exitCode());
    }
  }

  private static double count(String metrics, String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
        .sum();
  }

  /** Not on ECS: one line, JVM metrics. */
  @Test
  void missingEndpointIsSaidOnce() throws Exception {
    try (RunningJvm jvm = command(Waiting.class).start()) {
      jvm.awaitStdout("ready");
      String metrics = jvm.awaitMetrics(FAILED);
      assertTrue(metrics.contains("jvm_memory_used_bytes"), metrics);
      assertOneLine(jvm);
      assertTrue(jvm.stderr().contains("ECS_CONTAINER_METADATA_URI"), jvm.stderr());
    }
  }

  private static long heap(RunningJvm jvm) throws IOException, InterruptedException {
    int before = jvm.stdout().length();
    jvm.writeLine("");
    jvm.await(() -> jvm.stdout().indexOf('\n', before) > 0, "the heap's size");
    return Long.parseLong(jvm.stdout().substring(before).replaceAll("\\D", ""));
  }

  /** Each path at most once an interval, and no other: {@code /taskWithTags} calls AWS. */
  private static void assertWithinBudget(MetadataEndpoint endpoint, long start) {
    long intervals = (System.nanoTime() - start) / 1_000_000 / INTERVAL_MILLIS;
    int known = 0;
    for (String path : List.of("", "/task", "/task/stats")) {
      int requests = endpoint.requests(path);
      assertTrue(requests <= intervals + 1, requests + " of " + path + " in " + intervals);
      known += requests;
    }
    assertEquals(known, endpoint.requests());
  }

  private static void assertOneLine(RunningJvm jvm) {
    String said = jvm.stderr();
    assertEquals(1, said.lines().count(), said);
    assertTrue(said.startsWith("[ecs-metrics-agent] "), said);
  }
}
