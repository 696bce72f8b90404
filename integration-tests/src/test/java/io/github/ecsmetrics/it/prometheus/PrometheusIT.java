package io.github.ecsmetrics.it.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Program;
import io.github.ecsmetrics.it.PrometheusServer;
import io.github.ecsmetrics.it.Promtool;
import io.github.ecsmetrics.it.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two tasks of one revision, as a service with a desired count of two has them. */
class PrometheusIT {
  private static final String USED =
      "ee_container_cpu_usage_seconds_total{container_name=\"_task_\"}";

  private static final List<SampleService> tasks = new ArrayList<>();
  private static PrometheusServer prometheus;

  @BeforeAll
  static void scrapeForAWhile(@TempDir Path folder) throws Exception {
    Program.onPath("prometheus");
    tasks.add(SampleService.start("a".repeat(32)));
    tasks.add(SampleService.start("b".repeat(32)));
    for (SampleService task : tasks) task.metrics();
    prometheus = PrometheusServer.start(folder, tasks.stream().map(SampleService::target).toList());
    prometheus.await(2, "count_over_time(" + USED + "[1m]) >= 15");
  }

  @AfterAll
  static void stop() {
    if (prometheus != null) prometheus.close();
    tasks.forEach(SampleService::close);
  }

  @Test
  void bothTasksAreUp() throws Exception {
    prometheus.await(2, "up{job=\"ecs\"} == 1");
  }

  /** The stand-in's containers use 0.125 of the task's 0.5 vCPU: a quarter, all the time. */
  @Test
  void cpuUseIsAShareOfTheTasksLimit() throws Exception {
    List<Sample> counters = prometheus.query(USED + "[1m]");
    List<Sample> shares =
        prometheus.query(
            "rate(ee_container_cpu_usage_seconds_total{container_name=\"_task_\"}[1m])"
                + " / ee_task_cpu_limit");
    assertEquals(2, counters.size());
    assertEquals(2, shares.size());
    for (int i = 0; i < 2; i++) {
      Sample counter = counters.get(i);
      assertClose(SampleService.CPUS, counter.increase() / counter.seconds());
      // rate() divides by the whole minute, of which these seconds have been scraped
      double scraped = Math.min(1, counter.seconds() / 60);
      assertClose(SampleService.CPUS / SampleService.CPU_LIMIT * scraped, shares.get(i).value());
    }
  }

  /** Feared: two JVMs of a task would each report all its containers. */
  @Test
  void taskSeriesOfOneTaskCarryEqualLabels() throws Exception {
    List<Sample> used = prometheus.query(USED);
    List<Sample> limits = prometheus.query("ee_task_cpu_limit");
    assertEquals(2, used.size());
    for (int i = 0; i < 2; i++) {
      assertEquals(withoutName(used.get(i)), withoutName(limits.get(i)));
      assertEquals("_task_", limits.get(i).label("container_id"));
      assertEquals("sample-app", limits.get(i).label("task_family"));
      assertEquals("42", limits.get(i).label("task_revision"));
    }
  }

  @Test
  void heapJoinsTheMemoryOfItsContainer() throws Exception {
    List<Sample> shares =
        prometheus.query(
            "sum without (area) (jvm_memory_used_bytes) / ee_container_memory_usage_byte");
    assertEquals(2, shares.size());
    for (Sample share : shares) {
      assertEquals("sample-app", share.label("container_name"));
      assertTrue(share.value() > 0, share.toString());
    }
  }

  @Test
  void expositionIsCleanForPromtool() throws Exception {
    Promtool.checkMetrics(tasks.get(0).metrics());
  }

  /** Scrapes, polls and the endpoint's own samples fall at different times of each second. */
  private static void assertClose(double expected, double actual) {
    assertEquals(expected, actual, expected / 4);
  }

  private static Map<String, String> withoutName(Sample sample) {
    Map<String, String> labels = new HashMap<>(sample.labels());
    labels.remove("__name__");
    return labels;
  }
}
