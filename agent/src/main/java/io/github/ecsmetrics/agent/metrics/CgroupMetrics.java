package io.github.ecsmetrics.agent.metrics;

import static io.github.ecsmetrics.agent.metrics.Metric.counter;
import static io.github.ecsmetrics.agent.metrics.Metric.gauge;

import io.github.ecsmetrics.agent.kernel.Cgroup;
import io.github.ecsmetrics.agent.kernel.KernelFile;
import io.github.ecsmetrics.agent.kernel.OwnCgroups;

/**
 * The control group of the JVM, by the names that cAdvisor has for it.
 *
 * <pre>
 * ee_container_cpu_quota{cgroup="/ecstasks.slice/ecstasks-0d4f.slice"} 0.25
 * ee_container_cpu_cfs_throttled_seconds_total{cgroup="/ecstasks.slice/ecstasks-0d4f.slice"} 2.05
 * ee_container_memory_events_total{event="oom_kill"} 0
 * ee_container_pressure_memory_stalled_seconds_total 0.02
 * </pre>
 *
 * <p>CPU metrics have a label {@code cgroup}: {@code self}, or the path of a visible group above
 * that has a quota, such as the task's.
 */
final class CgroupMetrics {
  private static final Metric CPU_QUOTA =
      gauge("ee_container_cpu_quota", "CPU quota in force in the control group, in vCPU");
  private static final Metric CPU_PERIODS =
      counter(
          "ee_container_cpu_cfs_periods",
          "Scheduler periods in which the control group could run, as the kernel counts them");
  private static final Metric CPU_THROTTLED_PERIODS =
      counter(
          "ee_container_cpu_cfs_throttled_periods",
          "Scheduler periods in which the control group was throttled");
  private static final Metric CPU_THROTTLED =
      counter(
          "ee_container_cpu_cfs_throttled_seconds",
          "Time for which the control group was throttled, each CPU by itself");

  private static final Metric MEMORY_PEAK =
      gauge("ee_container_memory_max_usage_bytes", "Most memory that the control group has used");
  private static final Metric SWAP =
      gauge("ee_container_memory_swap_bytes", "Memory of the control group that is swapped out");
  private static final Metric MEMORY_EVENTS =
      counter(
          "ee_container_memory_events",
          "How often the control group was above a bound of its memory, or a process was killed");
  private static final String[] EVENTS = {"high", "max", "oom", "oom_kill"};

  private static final Pressure[] PRESSURES = {
    new Pressure("cpu", "a CPU"), new Pressure("memory", "memory"), new Pressure("io", "I/O"),
  };

  private final Cgroup cpu;
  private final Cgroup memory;
  private final Cgroup pressure;
  private final KernelFile file;

  CgroupMetrics(OwnCgroups groups, KernelFile file) {
    this.cpu = groups.cpu();
    this.memory = groups.memory();
    this.pressure = groups.pressure();
    this.file = file;
  }

  void add(Samples samples, SeriesLabels labels) {
    if (cpu != null) {
      addCpu(samples, labels.with("cgroup", "self"), cpu, cpu.cpuQuota(file));
      addCpuOfParents(samples, labels);
    }
    if (memory != null) addMemory(samples, labels);
    if (pressure != null) for (Pressure each : PRESSURES) each.add(samples, labels, pressure, file);
  }

  private void addCpuOfParents(Samples samples, SeriesLabels labels) {
    for (Cgroup group = cpu.parent(); group != null; group = group.parent()) {
      double quota = group.cpuQuota(file);
      if (Double.isNaN(quota)) continue;
      addCpu(samples, labels.with("cgroup", group.path()), group, quota);
    }
  }

  private void addCpu(Samples samples, SeriesLabels labels, Cgroup group, double quota) {
    samples.add(CPU_QUOTA, labels, quota);
    if (!group.read(file, "cpu.stat", "cpu.stat")) return;
    samples.add(CPU_PERIODS, labels, file.after("nr_periods"));
    samples.add(CPU_THROTTLED_PERIODS, labels, file.after("nr_throttled"));
    double micros = file.after("throttled_usec");
    double nanos = file.after("throttled_time");
    samples.add(CPU_THROTTLED, labels, Double.isNaN(micros) ? nanos / 1e9 : micros / 1e6);
  }

  private void addMemory(Samples samples, SeriesLabels labels) {
    if (memory.read(file, "memory.peak", "memory.max_usage_in_bytes")) {
      samples.add(MEMORY_PEAK, labels, file.number());
    }
    if (memory.read(file, "memory.swap.current", "memory.stat")) {
      double swap = file.number();
      samples.add(SWAP, labels, Double.isNaN(swap) ? file.after("total_swap") : swap);
    }
    if (!memory.read(file, "memory.events", "memory.oom_control")) return;
    for (String event : EVENTS) {
      samples.add(MEMORY_EVENTS, labels.with("event", event), file.after(event));
    }
  }

  /** The stalls for one resource (kernel documentation, {@code accounting/psi}). */
  private static final class Pressure {
    private final String fileName;
    private final Metric waiting;
    private final Metric stalled;

    Pressure(String resource, String what) {
      fileName = resource + ".pressure";
      String prefix = "ee_container_pressure_" + resource;
      waiting =
          counter(
              prefix + "_waiting_seconds",
              "Time for which a thread of the control group waited for " + what);
      stalled =
          counter(
              prefix + "_stalled_seconds",
              "Time for which all threads of the control group waited for " + what);
    }

    void add(Samples samples, SeriesLabels labels, Cgroup group, KernelFile file) {
      if (!group.read(file, fileName, null)) return;
      samples.add(waiting, labels, file.after("some", "total=") / 1e6);
      samples.add(stalled, labels, file.after("full", "total=") / 1e6);
    }
  }
}
