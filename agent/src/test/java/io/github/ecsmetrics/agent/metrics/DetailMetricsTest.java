package io.github.ecsmetrics.agent.metrics;

import static io.github.ecsmetrics.agent.metrics.ExampleTask.task;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DetailMetricsTest {
  private final ExampleTask example = new ExampleTask();

  @Test
  void cpusBeyondThoseOnlineAreLeftOut() throws Exception {
    example.poll(
        task(""),
        "{\"b\": {\"cpu_stats\": {\"cpu_usage\": {\"percpu_usage\": [1000000000, 0, 0]}, \"online_cpus\": 2}},"
            + " \"c\": {\"cpu_stats\": {\"cpu_usage\": {\"percpu_usage\": [0, 2000000000, 0]}}}}");
    assertEquals(
        """
        ee_container_cpu_core_usage_seconds_total{container_id="b",container_name="",cpu="0",task_family="f",task_revision="1"} 1
        ee_container_cpu_core_usage_seconds_total{container_id="b",container_name="",cpu="1",task_family="f",task_revision="1"} 0
        ee_container_cpu_core_usage_seconds_total{container_id="c",container_name="",cpu="0",task_family="f",task_revision="1"} 0
        ee_container_cpu_core_usage_seconds_total{container_id="c",container_name="",cpu="1",task_family="f",task_revision="1"} 2""",
        example.lines("ee_container_cpu_core_usage_seconds_total"));
  }
}
