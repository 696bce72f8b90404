package io.github.ecsmetrics.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Profile;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.PrintsHeap;
import io.github.ecsmetrics.it.guest.Waiting;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The endpoint fails in every way. The application runs, the agent reports the failure in one line
 * and serves JVM metrics, it polls no more often than usual, and the task's metrics are back as
 * soon as the endpoint is.
 *
 * <p>Seen elsewhere: the endpoint resets, hangs, answers 404 or a JSON string; one blip switched a
 * feature off for good (aws/amazon-ecs-agent#1929, influxdata/telegraf#6623,
 * RoboFinSystems/robosystems#738).
 */
@Execution(ExecutionMode.CONCURRENT)
class EndpointFaultsIT {
  private static final String FAILED = "ee_ecs_metrics_exporter_success 0";
  private static final int INTERVAL_MILLIS = 200;

  private static JvmCommand command(Class<?> guest, String timeout) {
    return JvmCommand.of(guest)
        .options("-Xmx64m")
        .agentByEnvironment("interval=" + INTERVAL_MILLIS + "ms", timeout, "startup.wait=100ms");
  }

  static Stream<Fault> faults() {
    return Profile.MATRIX.sample(3, List.of(Fault.values()));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void faultIsReportedOnceUntilTheEndpointRecovers(Fault fault) throws Exception {
    long start = System.nanoTime();
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate().fail(fault.response());
        RunningJvm jvm = command(Waiting.class, "timeout=1s").endpoint(endpoint).start()) {
      jvm.awaitStdout("ready");
      String metrics = jvm.awaitMetrics(FAILED);
      assertTrue(metrics.contains("jvm_memory_used_bytes"), metrics);
      jvm.await(() -> endpoint.requests("/task") >= 3, "three polls in spite of " + fault);
      assertOneLine(jvm);

      endpoint.recover();
      String recovered = jvm.awaitSuccess();
      assertTrue(recovered.contains("ee_task_memory_limit_byte{"), recovered);
      assertOneLine(jvm);
      assertWithinBudget(endpoint, start);
      assertEquals(0, jvm.endInput().exitCode());
      assertEquals("ready\ndone\n", jvm.stdout());
    }
  }

  static Stream<Fault> largeFaults() {
    return Profile.MATRIX.sample(
        3,
        List.of(
            Fault.DRIPS,
            Fault.DEEP,
            Fault.GIBIBYTE,
            Fault.GIBIBYTE_OF_UNKNOWN_LENGTH,
            Fault.GIBIBYTE_IN_CHUNKS,
            Fault.ENDLESS_HEADERS));
  }

  @ParameterizedTest
  @MethodSource("largeFaults")
  void faultLeavesTheHeapAsItWas(Fault fault) throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = command(PrintsHeap.class, "timeout=500ms").endpoint(endpoint).start()) {
      jvm.awaitSuccess();
      endpoint.fail(fault.response());
      jvm.awaitMetrics(FAILED);
      long before = heap(jvm);
      int polls = endpoint.requests("/task");
      jvm.await(() -> endpoint.requests("/task") >= polls + 10, "ten polls of " + fault);
      // A poll that is under way holds memory until its end.
      jvm.await(() -> heap(jvm) < before + (1 << 20), "heap of " + before + " bytes again");
      assertOneLine(jvm);
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
