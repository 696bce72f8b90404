package io.github.ecsmetrics.it.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.BuiltJar;
import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Ports;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code java -jar ecs-metrics-agent.jar attach PID [key=value,...]}.
 *
 * <p>Seen elsewhere: attaching twice started two agents
 * (open-telemetry/opentelemetry-java-contrib#798, jattach/jattach#47).
 */
class AttachIT {
  private static final String SUCCESS = "ee_ecs_metrics_exporter_success 1";

  private final int port = Ports.free();

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("io.github.ecsmetrics.it.Jdk#available")
  void runningJvmIsServedFromThenOn(Jdk jdk) throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = application(jdk, endpoint)) {
      Finished attach = attach(BuiltJar.path(), jdk, jvm.pid());
      assertEquals(0, attach.exitCode(), attach.toString());
      assertEquals("ecs-metrics-agent in JVM " + jvm.pid() + ": started\n", attach.stdout());
      assertTrue(metrics(jvm).contains("ee_task_memory_limit_byte{"));
      assertNothingReported(jvm);
    }
  }

  @Test
  void secondAttachReportsThatTheAgentIsRunning() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = application(Jdk.underTest(), endpoint)) {
      assertEquals(0, attach(BuiltJar.path(), Jdk.underTest(), jvm.pid()).exitCode());
      metrics(jvm);
      Finished second = attach(BuiltJar.path(), Jdk.underTest(), jvm.pid());
      assertAlreadyRunning(second, jvm);
      metrics(jvm);
      assertSecondStartIsReported(jvm);
    }
  }

  /** Another copy of the jar is another class, in the same JVM. */
  @Test
  void secondCopyOfTheJarDoesNotStartASecondAgent() throws Exception {
    Path copy = Files.copy(BuiltJar.path(), folder.resolve("copy.jar"));
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = application(Jdk.underTest(), endpoint)) {
      assertEquals(0, attach(BuiltJar.path(), Jdk.underTest(), jvm.pid()).exitCode());
      metrics(jvm);
      Finished second = attach(copy, Jdk.underTest(), jvm.pid());
      assertAlreadyRunning(second, jvm);
      assertSecondStartIsReported(jvm);
    }
  }

  @Test
  void attachAfterPremainReportsThatTheAgentIsRunning() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of(Waiting.class).endpoint(endpoint).agent("port=" + port).start()) {
      jvm.awaitSuccess();
      Finished attach = attach(BuiltJar.path(), Jdk.underTest(), jvm.pid());
      assertAlreadyRunning(attach, jvm);
      assertSecondStartIsReported(jvm);
    }
  }

  @Test
  void disabledAgentIsReported() throws Exception {
    try (RunningJvm jvm = JvmCommand.of(Waiting.class).start()) {
      jvm.awaitStdout("ready");
      Finished attach =
          JvmCommand.jar(BuiltJar.path())
              .arguments("attach", String.valueOf(jvm.pid()), "enabled=false")
              .run();
      assertEquals(
          "ecs-metrics-agent in JVM " + jvm.pid() + ": disabled (enabled=false)\n",
          attach.stdout());
      assertNothingReported(jvm);
    }
  }

  private static RunningJvm application(Jdk jdk, MetadataEndpoint endpoint) throws Exception {
    RunningJvm jvm = JvmCommand.of(Waiting.class).on(jdk).endpoint(endpoint).start();
    jvm.awaitStdout("ready");
    return jvm;
  }

  private Finished attach(Path jar, Jdk jdk, long pid) throws Exception {
    return JvmCommand.jar(jar)
        .on(jdk)
        .arguments("attach", String.valueOf(pid), "port=" + port + ",interval=200ms")
        .run();
  }

  private String metrics(RunningJvm jvm) throws Exception {
    return jvm.awaitMetrics(port, text -> text.contains(SUCCESS), SUCCESS);
  }

  private static void assertNothingReported(RunningJvm jvm) {
    assertEquals(List.of(), jvm.stderrLines());
  }

  private static void assertAlreadyRunning(Finished attach, RunningJvm jvm) {
    assertEquals(
        "ecs-metrics-agent in JVM " + jvm.pid() + ": already running; nothing changed\n",
        attach.stdout());
  }

  private static void assertSecondStartIsReported(RunningJvm jvm) throws Exception {
    jvm.awaitStderr("[ecs-metrics-agent] ");
    assertEquals(
        List.of("[ecs-metrics-agent] already running in this JVM; ignoring the second start"),
        jvm.stderrLines());
  }
}
