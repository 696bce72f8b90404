package io.github.ecsmetrics.agent.metrics;

import static io.github.ecsmetrics.agent.metrics.ExampleTask.container;
import static io.github.ecsmetrics.agent.metrics.ExampleTask.cpu;
import static io.github.ecsmetrics.agent.metrics.ExampleTask.stats;
import static io.github.ecsmetrics.agent.metrics.ExampleTask.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ecsmetrics.agent.metadata.ContainerFilter;
import io.github.ecsmetrics.agent.net.RequestException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of which containers, and when, there are series at all. */
class TaskCollectorTest {
  private static final ContainerFilter ALL = new ContainerFilter(List.of(), List.of());

  private final ExampleTask example = new ExampleTask();

  @Test
  void snapshotsAreMadeOncePerPoll() throws Exception {
    example.poll("{\"Family\": \"f\"}", "{}");
    TaskCollector collector =
        new TaskCollector(example.monitor, ALL, "1", new ConstantLabels(null));
    assertSame(collector.collect(), collector.collect());
    Object before = collector.collect();
    example.monitor.pollStats();
    assertNotSame(before, collector.collect());
  }

  @Test
  void nothingKnownIsSuccessZeroAndTheAgent() {
    assertEquals(
        """
        # TYPE ee_agent_info gauge
        ee_agent_info{version="1.2.3"} 1
        # TYPE ee_ecs_metrics_exporter_success gauge
        ee_ecs_metrics_exporter_success 0
        # TYPE ee_metadata_request_seconds summary
        ee_metadata_request_seconds_count 0
        ee_metadata_request_seconds_sum 0
        """,
        Exposition.of(example.monitor));
  }

  @Test
  void taskSeriesVanishWithTheEndpointAndComeBackWithIt() throws Exception {
    String task = container("a", "web", "RUNNING");
    example.poll(task, stats(cpu("a", 5000000000L)));
    String alive = example.lines("ee_container_cpu_usage_seconds_total");
    example.clock.advance(31000);
    example.endpoint.fail("/task");
    example.endpoint.fail("/task/stats");
    assertThrows(RequestException.class, example.monitor::pollTask);
    assertThrows(RequestException.class, example.monitor::pollStats);
    assertEquals("", example.lines("container_name"));
    assertEquals(
        "ee_ecs_metrics_exporter_success 0", example.lines("ee_ecs_metrics_exporter_success"));
    example.poll(task, stats(cpu("a", 5000000000L)));
    assertEquals(alive, example.lines("ee_container_cpu_usage_seconds_total"));
  }

  @Test
  void twoContainersWithOneIdAreServedOnce() throws Exception {
    example.poll(
        task("{\"DockerId\": \"a\", \"Name\": \"web\"}, {\"DockerId\": \"a\", \"Name\": \"twin\"}"),
        stats(cpu("a", 1000000000L)));
    assertEquals(
        """
        ee_container_cpu_usage_seconds_total{container_id="_task_",container_name="_task_",task_family="f",task_revision="1"} 1
        ee_container_cpu_usage_seconds_total{container_id="a",container_name="web",task_family="f",task_revision="1"} 1""",
        example.lines("ee_container_cpu_usage_seconds_total"));
  }

  @Test
  void statsWithoutAContainerHaveTheRuntimesName() throws Exception {
    example.poll(
        task(""), "{\"b\": {\"name\": \"/ecs-f-1-db\", \"pids_stats\": {\"current\": 3}}}");
    assertEquals(
        """
        ee_container_processes{container_id="b",container_name="ecs-f-1-db",task_family="f",task_revision="1"} 3""",
        example.lines("ee_container_processes"));
  }

  @Test
  void excludedContainersCountForTheTask() throws Exception {
    example.poll(
        task(
            "{\"DockerId\": \"a\", \"Name\": \"web\"}, {\"DockerId\": \"b\", \"Name\": \"~internal~ecs~pause\"}"),
        "{\"a\": {\"memory_stats\": {\"usage\": 100}}, \"b\": {\"memory_stats\": {\"usage\": 1}}}");
    assertEquals(
        """
        ee_container_memory_usage_byte{container_id="_task_",container_name="_task_",task_family="f",task_revision="1"} 101
        ee_container_memory_usage_byte{container_id="a",container_name="web",task_family="f",task_revision="1"} 100""",
        example.lines("ee_container_memory_usage_byte"));
  }
}
