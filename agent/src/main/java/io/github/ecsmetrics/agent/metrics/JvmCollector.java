package io.github.ecsmetrics.agent.metrics;

import io.github.ecsmetrics.agent.kernel.CpuWait;
import io.github.ecsmetrics.agent.kernel.KernelFile;
import io.github.ecsmetrics.agent.kernel.OwnCgroups;
import io.github.ecsmetrics.agent.kernel.ProcSelf;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.File;
import java.util.function.Predicate;

/**
 * {@code jvm_*} and {@code process_*}, and what the JVM sees of its container ({@code ee_*}), with
 * the labels of the agent's own container as soon as they are known.
 *
 * <pre>
 * jvm_threads_current{container_id="cd18...0603",container_name="curl",task_family="curltest",task_revision="3"} 17
 * </pre>
 *
 * <p>Names, types, units and help texts of {@code jvm_*} and {@code process_*} are those of
 * client_java's {@code JvmMetrics}; a test compares them. Its collectors are not used for four
 * reasons. Their labels are fixed at registration. They load a hundred more classes. One starts a
 * thread. One creates the platform MBean server, and with it the log manager of {@code
 * java.util.logging} before an application server has chosen its own.
 */
final class JvmCollector implements MultiCollector {
  private final TaskMonitor monitor;
  private final RuntimeMetrics runtime = new RuntimeMetrics();
  private final MemoryMetrics memory = new MemoryMetrics();
  private final AllocatedBytes allocatedBytes = new AllocatedBytes();
  private final GcPauses pauses = new GcPauses();
  private final ThreadMetrics threads = new ThreadMetrics();
  private final File procSelf;
  private final KernelFile file = new KernelFile();
  private final ProcessMetrics process;
  private final CgroupMetrics cgroups;
  private final HeadroomMetrics headroom;
  private final JvmReports reports;
  private final TcpMetrics tcp;

  private final OwnLabels own;
  private Samples last = new Samples();

  JvmCollector(TaskMonitor monitor, ConstantLabels constantLabels) {
    this(monitor, constantLabels, new File("/"));
  }

  /**
   * @param root the folder that has {@code proc} and {@code sys}
   */
  JvmCollector(TaskMonitor monitor, ConstantLabels constantLabels, File root) {
    this.monitor = monitor;
    GcListener.listen(allocatedBytes, pauses);
    own = new OwnLabels(monitor, constantLabels);
    procSelf = new File(root, "proc/self");
    process = new ProcessMetrics(procSelf);
    OwnCgroups groups = OwnCgroups.find(root);
    cgroups = new CgroupMetrics(groups, file);
    tcp = new TcpMetrics(procSelf, file);
    JvmMemory jvm = new JvmMemory(VmOptions.ofThisJvm());
    ContainerMemory container = new ContainerMemory(monitor, groups.memory(), file);
    headroom = new HeadroomMetrics(jvm, container);
    reports = new JvmReports(new CpuWait(procSelf, file), jvm, container);
  }

  @Override
  public MetricSnapshots collect() {
    return observe(new All());
  }

  @Override
  public MetricSnapshots collect(Predicate<String> includedNames) {
    MetricSnapshots.Builder included = MetricSnapshots.builder();
    for (MetricSnapshot snapshot : observe(includedNames)) {
      boolean wanted = includedNames.test(snapshot.getMetadata().getPrometheusName());
      if (wanted) included.metricSnapshot(snapshot);
    }
    return included.build();
  }

  /** As it is now, for the page. */
  synchronized JvmReport report() {
    return reports.report(ProcSelf.read(procSelf, file));
  }

  private synchronized MetricSnapshots observe(Predicate<String> wanted) {
    SeriesLabels labels = own.latest();
    Samples samples = new Samples();
    runtime.add(samples, labels);
    memory.add(samples, labels);
    allocatedBytes.add(samples, labels);
    pauses.add(samples, labels);
    threads.add(samples, labels, wanted);
    ProcSelf self = ProcSelf.read(procSelf, file);
    process.add(samples, labels, self, reports.cpuWait(self));
    cgroups.add(samples, labels);
    headroom.add(samples, labels, self);
    tcp.add(samples, labels, monitor.latest().networkMode());
    MetricSnapshots snapshots = samples.build(last);
    last = samples;
    return snapshots;
  }

  private static final class All implements Predicate<String> {
    @Override
    public boolean test(String name) {
      return true;
    }
  }
}
