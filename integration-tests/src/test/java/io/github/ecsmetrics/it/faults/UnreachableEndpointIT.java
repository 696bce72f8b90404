package io.github.ecsmetrics.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.Ports;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The agent cannot connect to the endpoint: it reports that in one line and serves JVM metrics. */
class UnreachableEndpointIT {
  private static final String FAILED = "ee_ecs_metrics_exporter_success 0";

  private static JvmCommand command() {
    return JvmCommand.of(Waiting.class)
        .options("-Xmx64m")
        .agentByEnvironment("interval=200ms", "timeout=1s", "startup.wait=100ms");
  }

  @Test
  void refusedConnectionIsReportedOnce() throws Exception {
    assertFailureIsReportedOnce(Ports.free());
  }

  @Test
  void resetConnectionIsReportedOnce() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread resetting = new Thread(() -> resetAll(server));
      resetting.setDaemon(true);
      resetting.start();
      assertFailureIsReportedOnce(server.getLocalPort());
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
  void blackHoleIsReportedOnce() throws Exception {
    List<Socket> queue = new ArrayList<>();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      while (queues(server, queue)) {}
      assertFailureIsReportedOnce(server.getLocalPort());
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

  private static void assertFailureIsReportedOnce(int port) throws Exception {
    try (RunningJvm jvm =
        command()
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
  void missingEndpointIsReportedOnce() throws Exception {
    try (RunningJvm jvm = command().start()) {
      jvm.awaitStdout("ready");
      String metrics = jvm.awaitMetrics(FAILED);
      assertTrue(metrics.contains("jvm_memory_used_bytes"), metrics);
      assertOneLine(jvm);
      assertTrue(jvm.stderr().contains("ECS_CONTAINER_METADATA_URI"), jvm.stderr());
    }
  }

  private static void assertOneLine(RunningJvm jvm) {
    String said = jvm.stderr();
    assertEquals(1, said.lines().count(), said);
    assertTrue(said.startsWith("[ecs-metrics-agent] "), said);
  }
}
