package io.github.ecsmetrics.agent.metrics;

import static io.github.ecsmetrics.agent.metrics.ExampleTask.container;
import static io.github.ecsmetrics.agent.metrics.ExampleTask.cpu;
import static io.github.ecsmetrics.agent.metrics.ExampleTask.stats;
import static io.github.ecsmetrics.agent.metrics.ExampleTask.task;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.agent.metadata.ContainerStat;
import io.github.ecsmetrics.agent.task.TaskTotals;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageMetricsTest {
  private static final long SEVEN = 7000000000L;

  private final ExampleTask example = new ExampleTask();

  @Test
  void runningSumSurvivesAContainersEnd() throws Exception {
    example.poll(
        container("a", "web", "RUNNING"), stats(cpu("a", 5000000000L), cpu("b", 2000000000L)));
    example.poll(container("a", "web", "RUNNING"), stats(cpu("a", 6000000000L), "\"b\": null"));
    example.poll(container("a", "web", "RUNNING"), stats(cpu("a", 1000000000L)));
    assertEquals(
        """
        ee_container_cpu_usage_seconds_total{container_id="_task_",container_name="_task_",task_family="f",task_revision="1"} 9
        ee_container_cpu_usage_seconds_total{container_id="a",container_name="web",task_family="f",task_revision="1"} 1""",
        example.lines("ee_container_cpu_usage_seconds_total"));
  }

  /**
   * Docker's empty object, a value that falls a little, and numbers older than the last: the task's
   * CPU time is 107 s in between and 107.2 s at the end, whatever came between.
   */
  @ParameterizedTest
  @CsvSource({
    "0001-01-01T00:00:00Z, 0, ",
    "2026-11-22T00:00:10Z, 99990000000, 99.99",
    "2026-11-22T00:00:10Z, 0, 0",
    "2026-11-21T23:59:00Z, 40000000000, 100",
  })
  void badReadingOfOneContainerLeavesTheTaskAsItWas(String readAt, String nanos, String served)
      throws Exception {
    String task = container("a", "web", "RUNNING");
    example.poll(task, stats(reading("2026-11-22T00:00:00Z", "100000000000"), cpu("b", SEVEN)));
    assertCpu("107", "100");
    example.poll(task, stats(reading(readAt, nanos), cpu("b", SEVEN)));
    assertCpu("107", served);
    example.poll(task, stats(reading("2026-11-22T00:00:20Z", "100200000000"), cpu("b", SEVEN)));
    assertCpu("107.2", "100.2");
  }

  private static String reading(String readAt, String nanos) {
    return "\"a\": {\"read\": \""
        + readAt
        + "\", \"cpu_stats\": {\"cpu_usage\": {\"total_usage\": "
        + nanos
        + "}}, \"memory_stats\": {}}";
  }

  private void assertCpu(String ofTask, String ofA) {
    String name = "ee_container_cpu_usage_seconds_total{container_id=";
    String rest = ",task_family=\"f\",task_revision=\"1\"} ";
    String a = ofA == null ? "" : name + "\"a\",container_name=\"web\"" + rest + ofA + "\n";
    assertEquals(
        name
            + "\"_task_\",container_name=\"_task_\""
            + rest
            + ofTask
            + "\n"
            + a
            + name
            + "\"b\",container_name=\"\""
            + rest
            + "7",
        example.lines("ee_container_cpu_usage_seconds_total"));
  }

  /** A figure that is summed and has no metric would be absent without a word. */
  @Test
  void everySumOfTheTaskIsServed() throws Exception {
    example.poll(resource("task.json").replace("awsvpc", "bridge"), resource("stats.json"));
    TaskTotals totals = example.monitor.latest().totals();
    List<String> summed =
        Arrays.stream(ContainerStat.values())
            .filter(stat -> !Double.isNaN(totals.value(stat)))
            .map(ContainerStat::name)
            .toList();
    assertEquals(
        "CPU MEMORY MEMORY_WITHOUT_CACHE MEMORY_WORKING_SET MEMORY_CACHE MEMORY_RSS"
            + " NETWORK_RECEIVED NETWORK_TRANSMITTED BLOCK_READ BLOCK_WRITTEN BLOCK_READS"
            + " BLOCK_WRITES",
        String.join(" ", summed));
    long served =
        Exposition.of(example.monitor)
            .lines()
            .filter(line -> line.contains("\"_task_\"") && line.startsWith("ee_container_"))
            .filter(line -> !line.startsWith("ee_container_last_started_at_time"))
            .count();
    assertEquals(summed.size(), served);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = UsageMetricsTest.class.getResourceAsStream("/everything/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Seen elsewhere: "No limit" was served as 9.2e18 bytes or 2 CPU shares
   * (prometheus-community/ecs_exporter#35, aws-observability/aws-otel-collector#1368).
   */
  @ParameterizedTest
  @CsvSource({
    "100, 100",
    "0, ",
    "-1, ",
    "9223372036854700000, 9223372036854700000",
    "9223372036854771712, ",
    "9223372036854772000, ",
    "18446744073709551615, ",
    "18446744073709551616, ",
  })
  void limitThatMeansNoneGivesNoSeries(String limit, String served) throws Exception {
    example.poll(task(""), "{\"b\": {\"pids_stats\": {\"limit\": " + limit + "}}}");
    assertEquals(served, example.valueOf("ee_container_processes_limit"));
  }

  /**
   * 1,000,000,000 units of CPU. Docker on Windows counts 100 ns each; containerd, which Fargate has
   * on Windows too, says nanoseconds, and its {@code usage} beside Docker's working set.
   */
  @ParameterizedTest
  @CsvSource({
    "'{\"commitbytes\": 5, \"privateworkingset\": 3}', 4, 100",
    "'{\"commitbytes\": 5}', 0, 100",
    "'{}', 4, 100",
    "'{\"usage\": 5, \"privateworkingset\": 3}', 0, 1",
    "'{\"usage\": 5, \"privateworkingset\": 3}', 4, 1",
    "'{\"privateworkingset\": 3}', 0, 1",
    "'{\"usage\": 5, \"privateworkingset\": 3, \"stats\": {\"cache\": 1}}', 0, 1",
    "'{\"usage\": 5, \"commitbytes\": 0, \"privateworkingset\": 0, \"stats\": {}}', 0, 1",
  })
  void cpuIsInUnitsOf100NanosecondsOfDockerOnWindowsOnly(
      String memory, int processors, String seconds) throws Exception {
    example.poll(
        task(""),
        "{\"b\": {\"num_procs\": "
            + processors
            + ", \"cpu_stats\": {\"cpu_usage\": {\"total_usage\": 1000000000}},"
            + " \"memory_stats\": "
            + memory
            + "}}");
    assertEquals(seconds, example.valueOf("ee_container_cpu_usage_seconds_total"));
    assertEquals(
        seconds,
        example
            .lines("ee_container_cpu_usage_seconds_total{container_id=\"_task_\"")
            .replaceAll(".* ", ""));
  }

  /**
   * A Windows task on Fargate: CPU in whole ticks of 15.625 ms, 4000 of them in all, no processors,
   * no committed memory.
   */
  @Test
  void windowsTaskOnFargateHasTheFiguresOfContainerd() throws Exception {
    example.poll(
        container("a", "iis", "RUNNING"),
        """
        {"a": {"read": "2026-01-01T00:00:10Z", "preread": "2026-01-01T00:00:00Z",
          "pids_stats": {}, "num_procs": 0,
          "blkio_stats": {"io_service_bytes_recursive": null, "io_serviced_recursive": null},
          "storage_stats": {"read_count_normalized": 1200, "read_size_bytes": 50331648,
            "write_count_normalized": 300, "write_size_bytes": 7340032},
          "cpu_stats": {"cpu_usage": {"total_usage": 62500000000,
            "usage_in_kernelmode": 21875000000, "usage_in_usermode": 40625000000}},
          "memory_stats": {"usage": 734003200, "max_usage": 786432000,
            "privateworkingset": 524288000}}}
        """);
    assertEquals(
        """
        ee_container_info{container_id="a",container_name="iis",self="true",task_family="f",task_revision="1"} 1
        ee_container_block_io_bytes_total{container_id="a",container_name="iis",operation="read",task_family="f",task_revision="1"} 50331648
        ee_container_block_io_bytes_total{container_id="a",container_name="iis",operation="write",task_family="f",task_revision="1"} 7340032
        ee_container_block_io_operations_total{container_id="a",container_name="iis",operation="read",task_family="f",task_revision="1"} 1200
        ee_container_block_io_operations_total{container_id="a",container_name="iis",operation="write",task_family="f",task_revision="1"} 300
        ee_container_block_io_read_bytes{container_id="a",container_name="iis",task_family="f",task_revision="1"} 50331648
        ee_container_block_io_read_ops{container_id="a",container_name="iis",task_family="f",task_revision="1"} 1200
        ee_container_block_io_write_bytes{container_id="a",container_name="iis",task_family="f",task_revision="1"} 7340032
        ee_container_block_io_write_ops{container_id="a",container_name="iis",task_family="f",task_revision="1"} 300
        ee_container_cpu_system_seconds_total{container_id="a",container_name="iis",task_family="f",task_revision="1"} 21.875
        ee_container_cpu_usage_seconds_total{container_id="a",container_name="iis",task_family="f",task_revision="1"} 62.5
        ee_container_cpu_user_seconds_total{container_id="a",container_name="iis",task_family="f",task_revision="1"} 40.625
        ee_container_memory_peak_bytes{container_id="a",container_name="iis",task_family="f",task_revision="1"} 786432000
        ee_container_memory_usage_byte{container_id="a",container_name="iis",task_family="f",task_revision="1"} 734003200
        ee_container_memory_working_set_bytes{container_id="a",container_name="iis",task_family="f",task_revision="1"} 524288000
        ee_container_stats_timestamp_seconds{container_id="a",container_name="iis",task_family="f",task_revision="1"} 1767225610
        ee_container_status{container_id="a",container_name="iis",known="RUNNING",task_family="f",task_revision="1"} 1""",
        example.lines("container_id=\"a\""));
  }

  /** One member that Windows has as well, here alone beside those of Linux, changes nothing. */
  @Test
  void windowsMemberDoesNotMakeAWindowsOfLinux() throws Exception {
    String linux =
        """
        {"b": {"pids_stats": {"current": 7}, "cpu_stats": {"cpu_usage": {"total_usage": 5000000000}},
          "blkio_stats": {"io_service_bytes_recursive":
            [{"major": 8, "minor": 0, "op": "read", "value": 11}]},
          "memory_stats": {"usage": 100, "stats": {"file": 30, "inactive_file": 20}}}}
        """;
    example.poll(task(""), linux);
    String figures = example.lines("ee_container_");
    assertEquals("80", example.valueOf("ee_container_memory_working_set_bytes"));
    example.poll(
        task(""), linux.replace("\"usage\": 100", "\"usage\": 100, \"privateworkingset\": 9"));
    assertEquals(figures, example.lines("ee_container_"));
  }

  /** Seen elsewhere: unsigned 64-bit numbers broke the parser (docker-java/docker-java#1965). */
  @ParameterizedTest
  @CsvSource({
    "9007199254740993, 9007199254740990",
    "9223372036854775808, 9223372036854780000",
    "18446744073709551615, 18446744073709600000",
    "18446744073709551616, ",
    "1e3, 1000",
    "-0.0, 0",
    "1e308, ",
    "-1, ",
    "'\"5\"', ",
    "true, ",
    "null, ",
    "[5], ",
    "'{\"usage\": 5}', ",
  })
  void numbersAreUnsigned64Bit(String usage, String served) throws Exception {
    example.poll(task(""), "{\"b\": {\"memory_stats\": {\"usage\": 7, \"usage\": " + usage + "}}}");
    assertEquals(served, example.valueOf("ee_container_memory_usage_byte"));
  }

  /**
   * Seen elsewhere: memory with and without caches were taken for each other
   * (aws/amazon-ecs-agent#280).
   */
  @ParameterizedTest
  @CsvSource({
    "'{\"cache\": 30, \"file\": 20}', 70",
    "'{\"file\": 20}', 80",
    "'{\"cache\": null, \"file\": 20}', 80",
    "'{\"cache\": 300}', 0",
    "{}, ",
    "null, ",
  })
  void memoryWithoutCacheIsNeverBelowZeroAndUnknownWithoutACache(String stats, String served)
      throws Exception {
    example.poll(
        task(""), "{\"b\": {\"memory_stats\": {\"usage\": 100, \"stats\": " + stats + "}}}");
    assertEquals(served, example.valueOf("ee_container_memory_usage_without_cache_byte"));
  }
}
