package io.github.ecsmetrics.agent.metrics;

import io.github.ecsmetrics.agent.jdk.JdkModule;
import io.github.ecsmetrics.agent.metadata.ContainerFilter;
import io.github.ecsmetrics.agent.settings.LabelSettings;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Creates the collectors of everything that {@code /metrics} serves. */
public final class MetricCollectors {
  private MetricCollectors() {}

  /**
   * Each metric comes from one of them only.
   *
   * @param filter which containers have series of their own
   * @param jvmMetrics whether {@code jvm_*}, {@code process_*} and what the JVM sees of its
   *     container are served
   * @param version the agent's
   * @param labels of all series; null for none
   */
  public static List<MultiCollector> create(
      TaskMonitor monitor,
      ContainerFilter filter,
      boolean jvmMetrics,
      String version,
      LabelSettings labels) {
    ConstantLabels constant = new ConstantLabels(labels);
    List<MultiCollector> collectors = new ArrayList<>();
    collectors.add(new TaskCollector(monitor, filter, version, constant));
    if (jvmMetrics && hasManagement()) collectors.add(new JvmCollector(monitor, constant));
    return collectors;
  }

  /**
   * The agent's version alone, to try a push with.
   *
   * @param labels of all series; null for none
   */
  public static MultiCollector version(String version, LabelSettings labels) {
    SeriesLabels constant = new ConstantLabels(labels).with(Collections.<String, String>emptyMap());
    return new VersionCollector(constant, version);
  }

  private static boolean hasManagement() {
    return !JdkModule.isMissing(
        "java.management",
        "java.lang.management.ManagementFactory",
        "jvm_* and process_* are not served");
  }
}
