package io.github.ecsmetrics.agent.metrics;

import static io.github.ecsmetrics.agent.metrics.Metric.counter;
import static io.github.ecsmetrics.agent.metrics.Metric.gauge;

import io.github.ecsmetrics.agent.metadata.ContainerStat;
import io.github.ecsmetrics.agent.metadata.ContainerStats;
import io.github.ecsmetrics.agent.task.TaskTotals;
import java.util.Arrays;
import java.util.List;

/**
 * The use of the containers, one number each, and some totals of the task.
 *
 * <pre>
 * # TYPE ee_container_cpu_usage_seconds_total counter
 * ee_container_cpu_usage_seconds_total{container_id="cd18...0603",container_name="curl",task_family="curltest",task_revision="3"} 0.36
 * ee_container_cpu_usage_seconds_total{container_id="_task_",container_name="_task_",task_family="curltest",task_revision="3"} 0.42
 * </pre>
 */
final class UsageMetrics {
  private static final List<MetricRow<ContainerStat>> ROWS =
      Arrays.asList(
          MetricRow.nanos(
              counter(
                  "ee_container_cpu_usage_seconds", "CPU time used since the container started"),
              ContainerStat.CPU),
          MetricRow.nanos(
              counter("ee_container_cpu_user_seconds", "CPU time used in user mode"),
              ContainerStat.CPU_USER),
          MetricRow.nanos(
              counter("ee_container_cpu_system_seconds", "CPU time used in kernel mode"),
              ContainerStat.CPU_SYSTEM),
          MetricRow.of(
              gauge(
                  "ee_container_cpu_online",
                  "Number of CPUs of the host or microVM (not the limit)"),
              ContainerStat.CPU_ONLINE),
          MetricRow.of(
              counter(
                  "ee_container_cpu_periods", "Scheduler periods in which the container could run"),
              ContainerStat.CPU_PERIODS),
          MetricRow.of(
              counter(
                  "ee_container_cpu_throttled_periods",
                  "Scheduler periods in which it was throttled"),
              ContainerStat.CPU_THROTTLED_PERIODS),
          MetricRow.nanos(
              counter(
                  "ee_container_cpu_throttled_seconds",
                  "Time for which the container was throttled"),
              ContainerStat.CPU_THROTTLED),
          MetricRow.of(
              gauge("ee_container_memory_usage_byte", "Memory used, page cache included"),
              ContainerStat.MEMORY),
          MetricRow.of(
              gauge(
                  "ee_container_memory_usage_without_cache_byte",
                  "Memory used, page cache excluded"),
              ContainerStat.MEMORY_WITHOUT_CACHE),
          MetricRow.of(
              gauge(
                  "ee_container_memory_working_set_bytes",
                  "Memory used without the inactive page cache, which the kernel takes back first"),
              ContainerStat.MEMORY_WORKING_SET),
          MetricRow.of(
              gauge("ee_container_memory_cache_bytes", "Page cache"), ContainerStat.MEMORY_CACHE),
          MetricRow.of(
              gauge("ee_container_memory_rss_bytes", "Anonymous memory"), ContainerStat.MEMORY_RSS),
          MetricRow.of(
              gauge("ee_container_memory_mapped_file_bytes", "Files mapped into memory"),
              ContainerStat.MEMORY_MAPPED_FILE),
          MetricRow.of(
              gauge("ee_container_memory_peak_bytes", "Most memory ever used"),
              ContainerStat.MEMORY_PEAK),
          MetricRow.of(
              counter("ee_container_memory_failures", "How often the memory limit was hit"),
              ContainerStat.MEMORY_FAILURES),
          MetricRow.of(
              gauge("ee_container_block_io_read_bytes", "Bytes read from block devices"),
              ContainerStat.BLOCK_READ),
          MetricRow.of(
              gauge("ee_container_block_io_write_bytes", "Bytes written to block devices"),
              ContainerStat.BLOCK_WRITTEN),
          MetricRow.of(
              gauge("ee_container_block_io_read_ops", "Read operations on block devices"),
              ContainerStat.BLOCK_READS),
          MetricRow.of(
              gauge("ee_container_block_io_write_ops", "Write operations on block devices"),
              ContainerStat.BLOCK_WRITES),
          MetricRow.of(
              gauge("ee_container_processes", "Processes and threads"), ContainerStat.PROCESSES),
          MetricRow.of(
              gauge("ee_container_processes_limit", "Most processes and threads allowed"),
              ContainerStat.PROCESSES_LIMIT),
          MetricRow.of(
              gauge(
                  "ee_container_stats_timestamp_seconds",
                  "When the container's numbers were taken"),
              ContainerStat.READ_AT));

  private UsageMetrics() {}

  static void addContainer(Samples samples, SeriesLabels labels, ContainerStats stats) {
    for (MetricRow<ContainerStat> row : ROWS) row.add(samples, labels, stats.value(row.field));
  }

  static void addTask(Samples samples, SeriesLabels labels, TaskTotals totals) {
    for (MetricRow<ContainerStat> row : ROWS) row.add(samples, labels, totals.value(row.field));
  }
}
