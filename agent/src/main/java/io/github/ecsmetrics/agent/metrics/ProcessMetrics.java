package io.github.ecsmetrics.agent.metrics;

import static io.github.ecsmetrics.agent.metrics.Metric.counter;
import static io.github.ecsmetrics.agent.metrics.Metric.gauge;

import io.github.ecsmetrics.agent.kernel.ProcSelf;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;

/**
 * The JVM as a process. If Prometheus has a name for a metric of any process, that name is used.
 *
 * <pre>
 * ee_jvm_cpu_wait_seconds_total 0.11
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

  private static final Metric CPU_WAIT =
      counter(
          "ee_jvm_cpu_wait_seconds",
          "Time for which threads of the JVM were ready to run and had no CPU");
  private static final Metric PEAK_RESIDENT_MEMORY =
      gauge(
          "ee_jvm_memory_resident_peak_bytes",
          "Most resident memory of the JVM's process since it began");

  private final RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();

  /** Null if there is {@code /proc/self}. */
  private final ProcessBean bean;

  ProcessMetrics(File procSelf) {
    bean = procSelf.exists() ? null : new ProcessBean(ManagementFactory.getOperatingSystemMXBean());
  }

  /**
   * @param cpuWait in seconds
   */
  void add(Samples samples, SeriesLabels labels, ProcSelf self, double cpuWait) {
    samples.add(START_TIME, labels, runtime.getStartTime() / 1e3);
    if (bean == null) addProcSelf(samples, labels, self);
    else addBean(samples, labels);
    samples.add(CPU_WAIT, labels, cpuWait);
  }

  private void addBean(Samples samples, SeriesLabels labels) {
    samples.add(CPU, labels, bean.cpuSeconds());
    samples.add(OPEN_FDS, labels, bean.openFds());
    samples.add(MAX_FDS, labels, bean.maxFds());
  }

  private void addProcSelf(Samples samples, SeriesLabels labels, ProcSelf self) {
    samples.add(CPU, labels, self.cpuSeconds());
    samples.add(OPEN_FDS, labels, self.openFds());
    samples.add(MAX_FDS, labels, self.maxFds());
    samples.add(VIRTUAL_MEMORY, labels, self.virtualMemoryBytes());
    samples.add(RESIDENT_MEMORY, labels, self.residentMemoryBytes());
    samples.add(PEAK_RESIDENT_MEMORY, labels, self.peakResidentMemoryBytes());
  }
}
