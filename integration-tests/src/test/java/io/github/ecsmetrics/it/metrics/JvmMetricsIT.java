package io.github.ecsmetrics.it.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Deadlocked;
import io.github.ecsmetrics.it.guest.Waiting;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JvmMetricsIT {
  private static final List<String> LABELS =
      List.of(
          "container_name=\"app\"",
          "container_id=\"" + MetadataEndpoint.FARGATE_CONTAINER + "\"",
          "task_family=\"orders\"",
          "task_revision=\"7\"");

  @Test
  void everySeriesOfTheJvmHasTheLabelsOfItsContainer() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of(Waiting.class).endpoint(endpoint).agentByEnvironment().start()) {
      List<String> series = ofTheJvm(jvm.awaitSuccess());
      assertTrue(series.size() > 30, series.toString());
      for (String line : series) {
        for (String label : LABELS) assertTrue(line.contains(label), line);
      }
      for (String name :
          List.of(
              "jvm_buffer_pool_used_bytes",
              "jvm_classes_currently_loaded",
              "jvm_compilation_time_seconds_total",
              "jvm_gc_collection_seconds_count",
              "jvm_memory_used_bytes",
              "jvm_memory_pool_used_bytes",
              "jvm_runtime_info",
              "jvm_threads_current",
              "process_cpu_seconds_total",
              "process_open_fds",
              "process_start_time_seconds")) {
        assertTrue(series.stream().anyMatch(line -> line.startsWith(name + "{")), name);
      }
    }
  }

  /**
   * Seen elsewhere: the same {@code jvm_*} names twice, by Micrometer and by the agent
   * (prometheus/jmx_exporter#988, prometheus/client_java#754).
   */
  @Test
  void offTheyAreNotServed() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of(Waiting.class)
                .endpoint(endpoint)
                .agentByEnvironment("jvm.metrics=false")
                .start()) {
      assertEquals(List.of(), ofTheJvm(jvm.awaitSuccess()));
    }
  }

  @ParameterizedTest
  @CsvSource({"monitors, 2, 2", "locks, 2, 0"})
  void threadsThatWaitForEachOtherAreCounted(String kind, int all, int byMonitor) throws Exception {
    try (RunningJvm jvm =
        JvmCommand.of(Deadlocked.class).arguments(kind).agentByEnvironment().start()) {
      String metrics = jvm.awaitMetrics("jvm_threads_deadlocked " + all + ".0\n");
      String expected = "jvm_threads_deadlocked_monitor " + byMonitor + ".0\n";
      assertTrue(metrics.contains(expected), metrics);
      String byName = jvm.get("/metrics?name[]=jvm_threads_deadlocked_monitor").text();
      assertTrue(byName.endsWith(expected), byName);
    }
  }

  /** Nobody's labels are better than wrong ones. */
  @Test
  void outsideEcsTheyHaveNoTaskLabels() throws Exception {
    try (RunningJvm jvm = JvmCommand.of(Waiting.class).agentByEnvironment().start()) {
      String metrics = jvm.awaitMetrics("jvm_threads_current");
      assertFalse(metrics.contains("task_family"), metrics);
      assertEquals(
          "[ecs-metrics-agent] not running in ECS (ECS_CONTAINER_METADATA_URI_V4 is not set);"
              + " serving JVM metrics only\n",
          jvm.stderr());
    }
  }

  private static List<String> ofTheJvm(String exposition) {
    return exposition
        .lines()
        .filter(line -> line.startsWith("jvm_") || line.startsWith("process_"))
        .toList();
  }
}
