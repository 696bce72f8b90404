package io.github.ecsmetrics.agent.metrics;

import io.github.ecsmetrics.agent.log.JdkModule;
import io.github.ecsmetrics.agent.metadata.TaskWatch;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Makes the registry that {@code /metrics} serves. */
public final class MetricsRegistry {
  private MetricsRegistry() {}

  /**
   * @param filter which containers have series of their own
   * @param jvmMetrics whether {@code jvm_*} and {@code process_*} are served
   * @param version the agent's
   */
  public static PrometheusRegistry create(
      TaskWatch watch, ContainerFilter filter, boolean jvmMetrics, String version) {
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register(new TaskCollector(watch, filter, version));
    if (jvmMetrics && hasManagement()) registry.register(new JvmCollector(watch));
    return registry;
  }

  private static boolean hasManagement() {
    return !JdkModule.isMissing(
        "java.management",
        "java.lang.management.ManagementFactory",
        "jvm_* and process_* are left out");
  }
}
