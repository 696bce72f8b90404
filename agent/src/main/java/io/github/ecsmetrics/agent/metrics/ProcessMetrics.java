package io.github.ecsmetrics.agent.metrics;

import static io.github.ecsmetrics.agent.metrics.Metric.counter;
import static io.github.ecsmetrics.agent.metrics.Metric.gauge;

import io.prometheus.metrics.model.snapshots.Unit;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;

/**
 * The JVM as a process, under Prometheus' names for the metrics of any process.
 *
 * <pre>
 * process_cpu_seconds_total 0.63
 * process_open_fds 12
 * process_resident_memory_bytes 58859520
 * </pre>
 */
final class ProcessMetrics {
  private static final Metric CPU =
      counter("process_cpu_seconds", "Total user and system CPU time spent in seconds.")
          .in(Unit.SECONDS);
  private static final Metric START_TIME =
      gauge("process_start_time_seconds", "Start time of the process since unix epoch in seconds.")
          .in(Unit.SECONDS);
  private static final Metric OPEN_FDS =
      gauge("process_open_fds", "Number of open file descriptors.");
  private static final Metric MAX_FDS =
      gauge("process_max_fds", "Maximum number of open file descriptors.");
  private static final Metric VIRTUAL_MEMORY =
      gauge("process_virtual_memory_bytes", "Virtual memory size in bytes.").in(Unit.BYTES);
  private static final Metric RESIDENT_MEMORY =
      gauge("process_resident_memory_bytes", "Resident memory size in bytes.").in(Unit.BYTES);

  private static final File PROC_SELF = new File("/proc/self");

  private final RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
  private final ProcessBean bean =
      PROC_SELF.exists() ? null : new ProcessBean(ManagementFactory.getOperatingSystemMXBean());

  void add(Samples samples, SeriesLabels labels) {
    samples.add(START_TIME, labels, runtime.getStartTime() / 1e3);
    if (bean == null) {
      add(samples, labels, ProcSelf.read(PROC_SELF));
      return;
    }
    samples.add(CPU, labels, bean.cpuSeconds());
    samples.add(OPEN_FDS, labels, bean.openFds());
    samples.add(MAX_FDS, labels, bean.maxFds());
  }

  private static void add(Samples samples, SeriesLabels labels, ProcSelf self) {
    samples.add(CPU, labels, self.cpuSeconds());
    samples.add(OPEN_FDS, labels, self.openFds());
    samples.add(MAX_FDS, labels, self.maxFds());
    samples.add(VIRTUAL_MEMORY, labels, self.virtualMemoryBytes());
    samples.add(RESIDENT_MEMORY, labels, self.residentMemoryBytes());
  }
}
