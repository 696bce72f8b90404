package io.github.ecsmetrics.agent.metrics;

import io.github.ecsmetrics.agent.metadata.ObservedContainer;
import io.github.ecsmetrics.agent.metadata.TaskIdentity;
import io.prometheus.metrics.model.snapshots.Labels;

/** The four labels of every series, the same on all so that any two join without {@code on()}. */
final class SeriesLabels {
  private static final String TASK = "_task_";

  private final String family;
  private final String revision;

  /**
   * @param identity null where it is not known
   */
  SeriesLabels(TaskIdentity identity) {
    family = identity == null ? null : identity.get("task_family");
    revision = identity == null ? null : identity.get("task_revision");
  }

  /** Of a figure of the whole task. */
  Labels task() {
    return of(TASK, TASK);
  }

  Labels of(ObservedContainer container) {
    return of(container.name(), container.id());
  }

  /** Of the agent's own container. */
  static Labels own(TaskIdentity identity) {
    return new SeriesLabels(identity)
        .of(identity.get("container_name"), identity.get("container_id"));
  }

  private Labels of(String name, String id) {
    // What is not known is empty, which to Prometheus is the same as no label.
    return Labels.of(
        "container_id",
        orEmpty(id),
        "container_name",
        orEmpty(name),
        "task_family",
        orEmpty(family),
        "task_revision",
        orEmpty(revision));
  }

  private static String orEmpty(String value) {
    return value == null ? "" : value;
  }

  /** Those labels and one more, which is left out where its value is not known. */
  static Labels with(Labels labels, String name, String value) {
    return value == null || value.isEmpty() ? labels : labels.add(name, value);
  }
}
