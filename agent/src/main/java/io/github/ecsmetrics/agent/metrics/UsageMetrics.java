package io.github.ecsmetrics.agent.metrics;

import static io.github.ecsmetrics.agent.metrics.Metric.counter;
import static io.github.ecsmetrics.agent.metrics.Metric.gauge;

import io.github.ecsmetrics.agent.metadata.ContainerStat;
import io.github.ecsmetrics.agent.metadata.ContainerStats;
import io.github.ecsmetrics.agent.task.TaskTotals;

/**
 * What the containers use, one number each, and of some what the task uses.
 *
 * <pre>
 * # TYPE ee_container_cpu_usage_seconds_total counter
 * ee_container_cpu_usage_seconds_total{container_id="cd18...0603",container_name="curl",task_family="curltest",task_revision="3"} 0.36
 * ee_container_cpu_usage_seconds_total{container_id="_task_",container_name="_task_",task_family="curltest",task_revision="3"} 0.42
 * </pre>
 */
final class UsageMetrics {
  private static final double NANOS = 1e9;

  private static final class Row {
    final Metric metric;
    final ContainerStat stat;
    final double divisor;

    Row(Metric metric, ContainerStat stat, double divisor) {
      this.metric = metric;
      this.stat = stat;
      this.divisor = divisor;
    }
  }

  private static final Row[] ROWS = {
    new Row(
        counter("ee_container_cpu_usage_seconds", "CPU time used since the container started"),
        ContainerStat.CPU,
        NANOS),
    new Row(
        counter("ee_container_cpu_user_seconds", "CPU time used in user mode"),
        ContainerStat.CPU_USER,
        NANOS),
    new Row(
        counter("ee_container_cpu_system_seconds", "CPU time used in kernel mode"),
        ContainerStat.CPU_SYSTEM,
        NANOS),
    new Row(
        gauge("ee_container_cpu_online", "CPUs of the host or microVM, which is not the limit"),
        ContainerStat.CPU_ONLINE,
        1),
    new Row(
        counter("ee_container_cpu_periods", "Scheduler periods in which the container could run"),
        ContainerStat.CPU_PERIODS,
        1),
    new Row(
        counter(
            "ee_container_cpu_throttled_periods", "Scheduler periods in which it was throttled"),
        ContainerStat.CPU_THROTTLED_PERIODS,
        1),
    new Row(
        counter("ee_container_cpu_throttled_seconds", "Time for which the container was throttled"),
        ContainerStat.CPU_THROTTLED,
        NANOS),
    new Row(
        gauge("ee_container_memory_usage_byte", "Memory used, page cache included"),
        ContainerStat.MEMORY,
        1),
    new Row(
        gauge("ee_container_memory_usage_without_cache_byte", "Memory used, page cache excluded"),
        ContainerStat.MEMORY_WITHOUT_CACHE,
        1),
    new Row(
        gauge(
            "ee_container_memory_working_set_bytes",
            "Memory used without the inactive page cache, which the kernel takes back first"),
        ContainerStat.MEMORY_WORKING_SET,
        1),
    new Row(gauge("ee_container_memory_cache_bytes", "Page cache"), ContainerStat.MEMORY_CACHE, 1),
    new Row(
        gauge("ee_container_memory_rss_bytes", "Anonymous memory"), ContainerStat.MEMORY_RSS, 1),
    new Row(
        gauge("ee_container_memory_mapped_file_bytes", "Files mapped into memory"),
        ContainerStat.MEMORY_MAPPED_FILE,
        1),
    new Row(
        gauge("ee_container_memory_peak_bytes", "Most memory ever used"),
        ContainerStat.MEMORY_PEAK,
        1),
    new Row(
        counter("ee_container_memory_failures", "How often the memory limit was hit"),
        ContainerStat.MEMORY_FAILURES,
        1),
    new Row(
        gauge("ee_container_block_io_read_bytes", "Bytes read from block devices"),
        ContainerStat.BLOCK_READ,
        1),
    new Row(
        gauge("ee_container_block_io_write_bytes", "Bytes written to block devices"),
        ContainerStat.BLOCK_WRITTEN,
        1),
    new Row(
        gauge("ee_container_block_io_read_ops", "Read operations on block devices"),
        ContainerStat.BLOCK_READS,
        1),
    new Row(
        gauge("ee_container_block_io_write_ops", "Write operations on block devices"),
        ContainerStat.BLOCK_WRITES,
        1),
    new Row(gauge("ee_container_processes", "Processes and threads"), ContainerStat.PROCESSES, 1),
    new Row(
        gauge("ee_container_processes_limit", "Most processes and threads allowed"),
        ContainerStat.PROCESSES_LIMIT,
        1),
    new Row(
        gauge("ee_container_stats_timestamp_seconds", "When the container's numbers were taken"),
        ContainerStat.READ_AT,
        1)
  };

  private UsageMetrics() {}

  static void addContainer(Samples samples, SeriesLabels labels, ContainerStats stats) {
    for (Row row : ROWS) samples.add(row.metric, labels, stats.value(row.stat) / row.divisor);
  }

  static void addTask(Samples samples, SeriesLabels labels, TaskTotals totals) {
    for (Row row : ROWS) samples.add(row.metric, labels, totals.value(row.stat) / row.divisor);
  }
}
