package io.github.ecsmetrics.it.coexistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Ports;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.PrintsTaskProperties;
import io.github.ecsmetrics.it.guest.Waiting;
import org.junit.jupiter.api.Test;

/**
 * Several JVMs in one container.
 *
 * <p>Seen elsewhere: a second JVM in the container found the port taken and died, or could not stop
 * its server (prometheus/jmx_exporter#213, Alluxio/alluxio#16657,
 * atlassian/data-center-helm-charts#899).
 */
class PortTakenIT {
  private final int port = Ports.free();

  private JvmCommand command(Class<?> guest, MetadataEndpoint endpoint) {
    return JvmCommand.of(guest)
        .endpoint(endpoint)
        .agentByEnvironment("port=" + port, "interval=200ms", "startup.wait=20s");
  }

  @Test
  void secondJvmWarnsOnceAndTakesThePortWhenItIsFree() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm first = command(Waiting.class, endpoint).start()) {
      first.awaitSuccess();
      try (RunningJvm second = command(Waiting.class, endpoint).start()) {
        second.awaitStderr(String.valueOf(port));
        assertEquals(0, first.endInput().exitCode());
        second.awaitSuccess();
        assertEquals(1, second.stderr().lines().count(), second.stderr());
        assertTrue(second.stderr().startsWith("[ecs-metrics-agent] "), second.stderr());
        assertEquals(0, second.endInput().exitCode());
      }
      assertEquals("", first.stderr());
    }
  }

  @Test
  void takenPortTakesNothingElseAway() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm first = command(Waiting.class, endpoint).start()) {
      first.awaitSuccess();
      String properties = command(PrintsTaskProperties.class, endpoint).run().stdout();
      assertTrue(properties.contains("ecs.metadata.task.family=orders\n"), properties);
    }
  }

  /** A server's stop command or a broker's format command ends before the warning. */
  @Test
  void shortLivedJvmReportsNothing() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm first = command(Waiting.class, endpoint).start()) {
      first.awaitSuccess();
      try (RunningJvm second = command(Waiting.class, endpoint).start()) {
        second.awaitStdout("ready");
        int polls = endpoint.requests("/task/stats");
        second.await(() -> endpoint.requests("/task/stats") > polls + 2, "it polls");
        assertEquals("", second.endInput().stderr());
      }
    }
  }

  /** A supervisor starts the next JVM as soon as the previous one has ended. */
  @Test
  void restartedJvmHasThePortAtOnce() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      for (int restart = 0; restart < 3; restart++) {
        try (RunningJvm jvm = command(Waiting.class, endpoint).start()) {
          jvm.awaitSuccess();
          jvm.terminate();
          assertEquals("", jvm.stderr());
        }
      }
    }
  }
}
