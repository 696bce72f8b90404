package io.github.ecsmetrics.agent.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import java.util.List;
import java.util.Map;

/** This JVM as the page at {@code /} shows it. */
public final class JvmReport {
  /**
   * Bytes by use, in the order of a bar: {@code heap}, {@code metaspace}, {@code code}, {@code
   * direct}, {@code native}, {@code other} (of other processes, or of the kernel), {@code free}. A
   * use is absent if it is unknown.
   */
  public final Map<String, Double> memory;

  /** The memory limit that is met first, in bytes; NaN if there is none, or none is known. */
  public final double memoryLimit;

  /** Time for which threads were ready to run and had no CPU; null if unknown. */
  public final Growth cpuWait;

  /** Time for which the garbage collector stopped the application. */
  public final Growth gcPauses;

  public final int threads;
  public final double uptimeSeconds;

  /**
   * @param memory is not copied
   */
  public JvmReport(
      Map<String, Double> memory,
      double memoryLimit,
      Growth cpuWait,
      Growth gcPauses,
      int threads,
      double uptimeSeconds) {
    this.memory = memory;
    this.memoryLimit = memoryLimit;
    this.cpuWait = cpuWait;
    this.gcPauses = gcPauses;
    this.threads = threads;
    this.uptimeSeconds = uptimeSeconds;
  }

  /** As it is now; null if none of the collectors serves the JVM's numbers. */
  public static JvmReport of(List<MultiCollector> collectors) {
    for (MultiCollector each : collectors) {
      if (each instanceof JvmCollector) return ((JvmCollector) each).report();
    }
    return null;
  }
}
