package io.github.ecsmetrics.agent.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.agent.metadata.ContainerFilter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** From when counters count, which OTLP tells with each value; 0 is the start of the JVM. */
class StartTimesTest {
  private final ExampleTask task = new ExampleTask();

  @Test
  void countersOfAContainerStartWithIt() throws Exception {
    task.poll(
        """
        {"Family": "f", "Revision": "1", "PullStartedAt": "2026-11-26T01:00:00Z", "Containers": [
          {"DockerId": "a", "Name": "app", "KnownStatus": "RUNNING", "RestartCount": 2,
           "CreatedAt": "2026-11-26T01:00:10Z", "StartedAt": "2026-11-26T01:30:00.5Z"}]}
        """,
        ExampleTask.stats(ExampleTask.cpu("a", 1_000_000_000)));
    assertEquals("1970-01-01T00:00:00Z", starts("ee_metadata_requests").get(""));
    assertEquals("2026-11-26T01:30:00.500Z", starts("ee_container_cpu_usage_seconds").get("a"));
    assertEquals("2026-11-26T01:00:00Z", starts("ee_container_cpu_usage_seconds").get("_task_"));
    // A restart counts on.
    assertEquals("2026-11-26T01:00:10Z", starts("ee_container_restarts").get("a"));
  }

  @Test
  void whatIsNotKnownIsTheStartOfTheJvm() throws Exception {
    task.poll(
        ExampleTask.container("a", "app", "RUNNING"),
        ExampleTask.stats(ExampleTask.cpu("a", 1_000_000_000)));
    assertEquals(
        Map.of("a", "1970-01-01T00:00:00Z", "_task_", "1970-01-01T00:00:00Z"),
        starts("ee_container_cpu_usage_seconds"));
  }

  /** By container. */
  private Map<String, String> starts(String metric) {
    Map<String, String> starts = new TreeMap<>();
    ContainerFilter all = new ContainerFilter(List.of(), List.of());
    TaskCollector collector = new TaskCollector(task.monitor, all, "1", new ConstantLabels(null));
    for (MetricSnapshot snapshot : collector.collect()) {
      if (!snapshot.getMetadata().getName().equals(metric)) continue;
      for (CounterDataPointSnapshot point : ((CounterSnapshot) snapshot).getDataPoints()) {
        String container = point.getLabels().get("container_id");
        Instant start = Instant.ofEpochMilli(point.getCreatedTimestampMillis());
        starts.put(container == null ? "" : container, start.toString());
      }
    }
    return starts;
  }
}
