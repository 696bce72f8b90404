package io.github.ecsmetrics.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Ports;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Waiting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The endpoint fails in every way (PAINS 39, 43, 45, 46): the application runs, one line says so,
 * JVM metrics are served, and the figures are back as soon as the endpoint is.
 */
class EndpointFaultsIT {
  private static final String FAILED = "ee_ecs_metrics_exporter_success 0";
  private static final String SUCCEEDED = "ee_ecs_metrics_exporter_success 1";

  private static JvmCommand command() {
    return JvmCommand.of(Waiting.class)
        .options("-Xmx64m")
        .agentByEnvironment("interval=200ms", "timeout=300ms", "startup.wait=100ms");
  }

  @ParameterizedTest
  @EnumSource
  void faultIsSaidOnceAndRecoveredFrom(Fault fault) throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate().fail(fault.response());
        RunningJvm jvm = command().endpoint(endpoint).start()) {
      jvm.awaitStdout("ready");
      String metrics = jvm.awaitMetrics(FAILED);
      assertTrue(metrics.contains("jvm_memory_used_bytes"), metrics);
      jvm.await(() -> endpoint.requests("/task") >= 3, "three polls in spite of " + fault);
      assertOneLine(jvm);

      endpoint.recover();
      String recovered = jvm.awaitMetrics(SUCCEEDED);
      assertTrue(recovered.contains("ee_task_memory_limit_byte{"), recovered);
      assertOneLine(jvm);
      assertEquals(0, jvm.endInput().exitCode());
      assertEquals("ready\ndone\n", jvm.stdout());
    }
  }

  @Test
  void refusedConnectionIsSaidOnce() throws Exception {
    try (RunningJvm jvm =
        command()
            .environment(
                "ECS_CONTAINER_METADATA_URI_V4", "http://127.0.0.1:" + Ports.free() + "/v4/x")
            .start()) {
      jvm.awaitStdout("ready");
      String metrics = jvm.awaitMetrics(FAILED);
      assertTrue(metrics.contains("jvm_memory_used_bytes"), metrics);
      assertOneLine(jvm);
    }
  }

  /** Not on ECS (SPEC 6.9): one line, JVM metrics. */
  @Test
  void missingEndpointIsSaidOnce() throws Exception {
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
