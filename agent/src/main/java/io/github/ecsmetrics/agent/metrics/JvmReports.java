package io.github.ecsmetrics.agent.metrics;

import io.github.ecsmetrics.agent.kernel.CpuWait;
import io.github.ecsmetrics.agent.kernel.ProcSelf;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes each {@link JvmReport}, and keeps what those of the next minute need. */
final class JvmReports {
  private final RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final CpuWait cpuWait;
  private final JvmMemory jvm;
  private final ContainerMemory container;
  private final LastMinute waited = new LastMinute();
  private final LastMinute paused = new LastMinute();

  JvmReports(CpuWait cpuWait, JvmMemory jvm, ContainerMemory container) {
    this.cpuWait = cpuWait;
    this.jvm = jvm;
    this.container = container;
  }

  /** Since the JVM began, in seconds, for a scrape; NaN if unknown. */
  double cpuWait(ProcSelf self) {
    double seconds = cpuWait.seconds(self.threads());
    waited.add(seconds, uptime());
    paused.add(gcPauses(), uptime());
    return seconds;
  }

  JvmReport report(ProcSelf self) {
    container.read();
    return new JvmReport(
        memory(jvm.nativeMemory(self.anonymousMemoryBytes())),
        container.limit(),
        waited.upTo(cpuWait.seconds(self.threads()), uptime()),
        paused.upTo(gcPauses(), uptime()),
        threads.getThreadCount(),
        uptime());
  }

  private Map<String, Double> memory(double nativeMemory) {
    Map<String, Double> byUse = new LinkedHashMap<>();
    byUse.put("heap", jvm.heapTouched());
    byUse.put("metaspace", jvm.metaspaceUsed());
    byUse.put("code", jvm.codeUsed());
    byUse.put("direct", jvm.direct());
    if (!Double.isNaN(nativeMemory)) byUse.put("native", nativeMemory);
    double other = container.limit() - container.headroom();
    for (double bytes : byUse.values()) other -= bytes;
    if (other > 0) byUse.put("other", other);
    if (!Double.isNaN(container.headroom())) {
      byUse.put("free", Math.max(0, container.headroom()));
    }
    return Collections.unmodifiableMap(byUse);
  }

  private double uptime() {
    return runtime.getUptime() / 1e3;
  }

  private double gcPauses() {
    double seconds = 0;
    for (GarbageCollectorMXBean collector : collectors) {
      if (!GcPauses.isCounted(collector.getName())) continue;
      seconds += Math.max(0, collector.getCollectionTime()) / 1e3;
    }
    return seconds;
  }
}
