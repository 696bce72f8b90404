package io.github.ecsmetrics.it.coexistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Ports;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.HoldsStderr;
import io.github.ecsmetrics.it.guest.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;

/** A stderr that nobody reads, as with the log driver awslogs in blocking mode. */
class UnreadStderrIT {
  /** Enough to fill a pipe twice: each gives a line of more than 200 bytes. */
  private static final int WRONG_SETTINGS = 800;

  @Test
  void fullPipeHoldsNeitherMainNorAScrapeNorTheEnd() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = waiting(endpoint, "push.url=http://127.0.0.1:" + Ports.free()).start()) {
      jvm.awaitStdout("ready");
      jvm.awaitSuccess();
      assertEquals(200, jvm.get("/-/healthy").status());
      long asked = System.nanoTime();
      Finished end = jvm.terminate();
      assertEquals(143, end.exitCode());
      // push.timeout is 2 s and is not used up: the connection is refused at once.
      assertTrue(System.nanoTime() - asked < 2_000_000_000L, "ended too late");
    }
  }

  /**
   * The agent has to report the endpoint's failure while the lock is held, and the push's at exit.
   */
  @Test
  void applicationThatHoldsTheLockOfStderrIsServedAndEnds() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of(HoldsStderr.class)
                .endpoint(endpoint)
                .agent("interval=100ms", "push.url=http://127.0.0.1:" + Ports.free())
                .start()) {
      jvm.awaitStdout("ready");
      jvm.awaitSuccess();
      endpoint.fail(new MockResponse.Builder().code(500).build());
      jvm.awaitMetrics("ee_ecs_metrics_exporter_success 0");
      endpoint.recover();
      jvm.awaitSuccess();
      long asked = System.nanoTime();
      assertEquals(143, jvm.terminate().exitCode());
      assertTrue(System.nanoTime() - asked < 2_000_000_000L, "ended too late");
    }
  }

  @Test
  void linesComeInOrderOnceSomebodyReads() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = waiting(endpoint).start()) {
      jvm.awaitStdout("ready");
      jvm.readStderr();
      jvm.awaitStderr("lines were dropped because nobody read stderr");
      List<String> lines = jvm.stderr().lines().toList();
      for (int i = 0; i < lines.size() - 1; i++) {
        assertTrue(
            lines.get(i).startsWith("[ecs-metrics-agent] unknown setting " + name(i)),
            lines.get(i));
      }
      String missing = " " + (WRONG_SETTINGS - lines.size() + 1) + " lines";
      assertTrue(lines.get(lines.size() - 1).contains(missing), lines.get(lines.size() - 1));
      assertEquals(0, jvm.endInput().exitCode());
    }
  }

  private static JvmCommand waiting(MetadataEndpoint endpoint, String... more) {
    List<String> settings = new ArrayList<>(List.of(more));
    IntStream.range(0, WRONG_SETTINGS).forEach(i -> settings.add(name(i) + "=1"));
    return JvmCommand.of(Waiting.class)
        .endpoint(endpoint)
        .agent(settings.toArray(new String[0]))
        .leaveStderrUnread();
  }

  private static String name(int i) {
    return String.format("no.such.setting.%03d.%s", i, "x".repeat(100));
  }
}
