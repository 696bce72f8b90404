package io.github.ecsmetrics.agent.metrics;

import static io.github.ecsmetrics.agent.metrics.ExampleTask.container;
import static io.github.ecsmetrics.agent.metrics.ExampleTask.cpu;
import static io.github.ecsmetrics.agent.metrics.ExampleTask.stats;
import static io.github.ecsmetrics.agent.metrics.ExampleTask.task;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageMetricsTest {
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
