package io.github.ecsmetrics.agent.metrics;

import static io.github.ecsmetrics.agent.metrics.Metric.gauge;

import io.github.ecsmetrics.agent.kernel.ProcSelf;

/**
 * Whether the JVM fits its container.
 *
 * <pre>
 * ee_jvm_memory_native_bytes 125829120
 * ee_jvm_memory_headroom_bytes 58720256
 * ee_jvm_memory_worst_case_bytes 914358272
 * </pre>
 */
final class HeadroomMetrics {
  private static final Metric NATIVE =
      gauge(
          "ee_jvm_memory_native_bytes",
          "Estimate of the JVM's anonymous memory beside heap, metaspace, code and direct buffers");
  private static final Metric HEADROOM =
      gauge(
          "ee_jvm_memory_headroom_bytes",
          "Memory left before a limit of the container or its task is reached");
  private static final Metric WORST_CASE =
      gauge(
          "ee_jvm_memory_worst_case_bytes",
          "Memory of the JVM with a full heap, all stacks, and direct buffers at their limit");

  private final JvmMemory jvm;
  private final ContainerMemory container;

  HeadroomMetrics(JvmMemory jvm, ContainerMemory container) {
    this.jvm = jvm;
    this.container = container;
  }

  void add(Samples samples, SeriesLabels labels, ProcSelf self) {
    container.read();
    samples.add(NATIVE, labels, jvm.nativeMemory(self.anonymousMemoryBytes()));
    samples.add(HEADROOM, labels, container.headroom());
    samples.add(WORST_CASE, labels, jvm.worstCase(self.threads()));
  }
}
