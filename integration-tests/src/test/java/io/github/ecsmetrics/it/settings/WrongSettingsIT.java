package io.github.ecsmetrics.it.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Hello;
import io.github.ecsmetrics.it.guest.Waiting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever is set wrong, the application runs as without the agent.
 *
 * <p>Seen elsewhere: an exception or {@code System.exit} in premain ended the application
 * (prometheus/jmx_exporter#242, prometheus/jmx_exporter#647).
 */
class WrongSettingsIT {
  @ParameterizedTest
  @CsvSource({
    "interval=soon, interval",
    "timeout=-1s, timeout",
    "startup.wait=1y, startup.wait",
    "jvm.metrics=perhaps, jvm.metrics",
    "mdc.keys=task_famly, task_family",
    "intervall=10s, interval",
    "raw.endpoint=false, raw.endpoints",
  })
  void wrongSettingIsOneLineThatNamesKeyValueAndTheNearest(String setting, String named)
      throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      Finished program =
          JvmCommand.of(Hello.class).endpoint(endpoint).agentByEnvironment(setting).run();
      assertEquals("hello\n", program.stdout());
      assertEquals(0, program.exitCode());
      String said = program.stderr();
      assertEquals(1, said.lines().count(), said);
      assertTrue(said.startsWith("[ecs-metrics-agent] "), said);
      assertTrue(said.contains(named), said);
      assertTrue(said.contains(setting.substring(0, setting.indexOf('='))), said);
    }
  }

  @Test
  void wrongPortIsOneLine() throws Exception {
    Finished program = JvmCommand.of(Hello.class).agentByEnvironment("port=70000").run();
    assertEquals("hello\n", program.stdout());
    assertEquals(0, program.exitCode());
    assertTrue(program.stderr().contains("70000"), program.stderr());
  }

  @Test
  void argumentWinsOverPropertyAndPropertyOverEnvironment() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of(Waiting.class)
                .endpoint(endpoint)
                .environment("ECS_METRICS_EXPORTER_PORT", "off")
                .environment("ECS_METRICS_EXPORTER_RAW_ENDPOINTS", "true")
                .property("ecs.metrics.exporter.port", "1")
                .property("ecs.metrics.exporter.raw.endpoints", "false")
                .agent()
                .start()) {
      jvm.awaitSuccess();
      assertEquals(404, jvm.get("/task").status());
      assertEquals("", jvm.stderr());
    }
  }

  @Test
  void serverCanBeOff() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of(Waiting.class)
                .endpoint(endpoint)
                .agent("port=off", "interval=200ms")
                .start()) {
      jvm.await(() -> endpoint.requests("/task/stats") >= 2, "two polls");
      assertEquals(0, jvm.endInput().exitCode());
      assertEquals("", jvm.stderr());
    }
  }
}
