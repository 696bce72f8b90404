package io.github.ecsmetrics.it.coexistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.InterruptsThreads;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On Java 8 an interrupted accept closes the listening socket, blocking or not. */
class InterruptIT {
  static Stream<Integer> jdks() {
    return Stream.of(8, Jdk.underTest().feature()).distinct();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void anApplicationThatInterruptsEveryThreadEndsNothing(int jdk) throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of(InterruptsThreads.class)
                .on(Jdk.of(jdk))
                .endpoint(endpoint)
                .agent("interval=200ms")
                .start()) {
      jvm.awaitSuccess();
      for (int i = 1; i <= 10; i++) {
        jvm.writeLine("");
        jvm.awaitStdout("interrupted\n".repeat(i));
        assertEquals(200, jvm.get("/-/healthy").status());
      }
      int asked = endpoint.requests("/task");
      jvm.await(() -> endpoint.requests("/task") > asked + 1, "polls go on");
      assertEquals("", jvm.stderr());
    }
  }

  /** Where nothing is polled, the port stays open, too. */
  @ParameterizedTest
  @MethodSource("jdks")
  void portStaysOpenOutsideOfEcs(int jdk) throws Exception {
    try (RunningJvm jvm = JvmCommand.of(InterruptsThreads.class).on(Jdk.of(jdk)).agent().start()) {
      jvm.awaitMetrics("ee_ecs_metrics_exporter_success 0");
      for (int i = 1; i <= 20; i++) {
        jvm.writeLine("");
        jvm.awaitStdout("interrupted\n".repeat(i));
        assertEquals(200, jvm.get("/-/healthy").status());
      }
      assertEquals(1, jvm.stderr().lines().count(), jvm.stderr());
    }
  }
}
