package io.github.ecsmetrics.agent.metrics;

import io.github.ecsmetrics.agent.task.TaskIdentity;
import io.github.ecsmetrics.agent.task.TaskMonitor;

/**
 * The labels of the agent's own container, so that the JVM's series join with those of the
 * container. Until the task is known, only those that all series have.
 *
 * <p>For one thread at a time.
 */
final class OwnLabels {
  private final TaskMonitor monitor;
  private final ConstantLabels constantLabels;
  private SeriesLabels constant;
  private TaskIdentity identity;
  private SeriesLabels labels;

  OwnLabels(TaskMonitor monitor, ConstantLabels constantLabels) {
    this.monitor = monitor;
    this.constantLabels = constantLabels;
  }

  /** The same instance as long as nothing new is known. */
  SeriesLabels latest() {
    SeriesLabels ofAll = constantLabels.with(monitor.tags());
    TaskIdentity known = monitor.identity();
    if (ofAll == constant && known == identity) return labels;
    constant = ofAll;
    identity = known;
    labels = known == null ? ofAll : withOwnContainer();
    return labels;
  }

  private SeriesLabels withOwnContainer() {
    return constant.of(
        identity.get("container_name"),
        identity.get("container_id"),
        identity.get("task_family"),
        identity.get("task_revision"));
  }
}
