package io.github.ecsmetrics.agent.metrics;

import static io.github.ecsmetrics.agent.metrics.Metric.counter;

import io.github.ecsmetrics.agent.metadata.BlockIo;
import io.github.ecsmetrics.agent.metadata.ContainerStat;
import io.github.ecsmetrics.agent.metadata.ContainerStats;

/**
 * The use of the containers by CPU, kind of page fault and block device.
 *
 * <pre>
 * # TYPE ee_container_block_io_bytes_total counter
 * ee_container_block_io_bytes_total{container_id="...",container_name="curl",device="202:26368",operation="read",...} 638976
 * </pre>
 */
final class DetailMetrics {
  private static final Metric CPU_CORE =
      counter("ee_container_cpu_core_usage_seconds", "CPU time used on one CPU (cgroup v1 only)");
  private static final Metric PAGE_FAULTS =
      counter("ee_container_memory_page_faults", "Page faults; major ones had to read from disk");
  private static final Metric BLOCK_BYTES =
      counter("ee_container_block_io_bytes", "Bytes moved to or from one block device");
  private static final Metric BLOCK_OPERATIONS =
      counter("ee_container_block_io_operations", "Operations on one block device");

  private DetailMetrics() {}

  static void addContainer(Samples samples, SeriesLabels labels, ContainerStats stats) {
    for (int cpu = 0; cpu < stats.cpuCount(); cpu++) {
      samples.add(CPU_CORE, labels.with("cpu", String.valueOf(cpu)), stats.cpuNanos(cpu) / 1e9);
    }
    samples.add(
        PAGE_FAULTS,
        labels.with("severity", "minor"),
        stats.value(ContainerStat.MINOR_PAGE_FAULTS));
    samples.add(
        PAGE_FAULTS,
        labels.with("severity", "major"),
        stats.value(ContainerStat.MAJOR_PAGE_FAULTS));
    addBlockIo(samples, BLOCK_BYTES, labels, stats.blockBytes());
    addBlockIo(samples, BLOCK_OPERATIONS, labels, stats.blockOperations());
  }

  private static void addBlockIo(
      Samples samples, Metric metric, SeriesLabels labels, BlockIo blockIo) {
    for (int i = 0; i < blockIo.size(); i++) {
      SeriesLabels device = labels.with("device", blockIo.device(i));
      samples.add(metric, device.with("operation", blockIo.operation(i)), blockIo.value(i));
    }
  }
}
