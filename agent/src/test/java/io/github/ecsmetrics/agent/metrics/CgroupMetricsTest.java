package io.github.ecsmetrics.agent.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.agent.kernel.KernelFile;
import io.github.ecsmetrics.agent.kernel.OwnCgroups;
import java.io.File;
import org.junit.jupiter.api.Test;

class CgroupMetricsTest {
  @Test
  void groupOfVersion2ServesAllThatThereIs() {
    assertEquals(
        """
        # TYPE ee_container_cpu_cfs_periods_total counter
        ee_container_cpu_cfs_periods_total{cgroup="self"} 412
        # TYPE ee_container_cpu_cfs_throttled_periods_total counter
        ee_container_cpu_cfs_throttled_periods_total{cgroup="self"} 37
        # TYPE ee_container_cpu_cfs_throttled_seconds_total counter
        ee_container_cpu_cfs_throttled_seconds_total{cgroup="self"} 2.051334
        # TYPE ee_container_cpu_quota gauge
        ee_container_cpu_quota{cgroup="self"} 0.5
        # TYPE ee_container_memory_events_total counter
        ee_container_memory_events_total{event="high"} 2
        ee_container_memory_events_total{event="max"} 17
        ee_container_memory_events_total{event="oom"} 1
        ee_container_memory_events_total{event="oom_kill"} 1
        # TYPE ee_container_memory_max_usage_bytes gauge
        ee_container_memory_max_usage_bytes 402653184
        # TYPE ee_container_memory_swap_bytes gauge
        ee_container_memory_swap_bytes 4194304
        # TYPE ee_container_pressure_cpu_stalled_seconds_total counter
        ee_container_pressure_cpu_stalled_seconds_total 2.051334
        # TYPE ee_container_pressure_cpu_waiting_seconds_total counter
        ee_container_pressure_cpu_waiting_seconds_total 3.204112
        # TYPE ee_container_pressure_io_stalled_seconds_total counter
        ee_container_pressure_io_stalled_seconds_total 0.69001
        # TYPE ee_container_pressure_io_waiting_seconds_total counter
        ee_container_pressure_io_waiting_seconds_total 0.73122
        # TYPE ee_container_pressure_memory_stalled_seconds_total counter
        ee_container_pressure_memory_stalled_seconds_total 0.011092
        # TYPE ee_container_pressure_memory_waiting_seconds_total counter
        ee_container_pressure_memory_waiting_seconds_total 0.020311
        """,
        served("v2"));
  }

  /** DataDog/datadog-agent#42479: the quota is the task's, and the container's counters stay 0. */
  @Test
  void throttlingOfTheTasksGroupIsServedWhereItCanBeSeen() {
    assertEquals(
        """
        # TYPE ee_container_cpu_cfs_periods_total counter
        ee_container_cpu_cfs_periods_total{cgroup="/ecstasks.slice/ecstasks-0d4f.slice"} 300
        ee_container_cpu_cfs_periods_total{cgroup="self"} 0
        # TYPE ee_container_cpu_cfs_throttled_periods_total counter
        ee_container_cpu_cfs_throttled_periods_total{cgroup="/ecstasks.slice/ecstasks-0d4f.slice"} 295
        ee_container_cpu_cfs_throttled_periods_total{cgroup="self"} 0
        # TYPE ee_container_cpu_cfs_throttled_seconds_total counter
        ee_container_cpu_cfs_throttled_seconds_total{cgroup="/ecstasks.slice/ecstasks-0d4f.slice"} 22.5
        ee_container_cpu_cfs_throttled_seconds_total{cgroup="self"} 0
        # TYPE ee_container_cpu_quota gauge
        ee_container_cpu_quota{cgroup="/ecstasks.slice/ecstasks-0d4f.slice"} 0.25
        # TYPE ee_container_memory_events_total counter
        ee_container_memory_events_total{event="high"} 0
        ee_container_memory_events_total{event="max"} 0
        ee_container_memory_events_total{event="oom"} 0
        ee_container_memory_events_total{event="oom_kill"} 0
        """,
        served("v2-host"));
  }

  @Test
  void groupsOfVersion1ServeWhatTheyHave() {
    assertEquals(
        """
        # TYPE ee_container_cpu_cfs_periods_total counter
        ee_container_cpu_cfs_periods_total{cgroup="self"} 0
        # TYPE ee_container_cpu_cfs_throttled_periods_total counter
        ee_container_cpu_cfs_throttled_periods_total{cgroup="self"} 0
        # TYPE ee_container_cpu_cfs_throttled_seconds_total counter
        ee_container_cpu_cfs_throttled_seconds_total{cgroup="self"} 0
        # TYPE ee_container_memory_events_total counter
        ee_container_memory_events_total{event="oom_kill"} 3
        # TYPE ee_container_memory_max_usage_bytes gauge
        ee_container_memory_max_usage_bytes 310000000
        # TYPE ee_container_memory_swap_bytes gauge
        ee_container_memory_swap_bytes 2000000
        """,
        served("v1"));
  }

  @Test
  void withoutGroupsNothingIsServed() {
    assertEquals("", text("none"));
  }

  private static String served(String name) {
    return Exposition.normalized(text(name));
  }

  private static String text(String name) {
    OwnCgroups groups = OwnCgroups.find(new File("src/test/resources/linux/" + name));
    Samples samples = new Samples();
    new CgroupMetrics(groups, new KernelFile()).add(samples, SeriesLabels.none());
    return Exposition.text(samples.build(new Samples()));
  }
}
