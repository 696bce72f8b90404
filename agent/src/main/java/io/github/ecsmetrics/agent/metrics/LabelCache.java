package io.github.ecsmetrics.agent.metrics;

import io.github.ecsmetrics.agent.task.ContainerSnapshot;
import io.github.ecsmetrics.agent.task.TaskIdentity;
import java.util.HashMap;
import java.util.Map;

/** The labels of the task and its containers, kept as long as the containers exist. */
final class LabelCache {
  private static final String TASK = "_task_";

  private SeriesLabels constant;
  private TaskIdentity identity;
  private Map<String, SeriesLabels> last = new HashMap<>();
  private Map<String, SeriesLabels> current = new HashMap<>();

  /**
   * Begins a snapshot and drops labels that the last one did not use.
   *
   * @param constant the labels that all series have
   * @param now null if unknown
   */
  void begin(SeriesLabels constant, TaskIdentity now) {
    boolean same = now == identity && constant == this.constant;
    last = same ? current : new HashMap<String, SeriesLabels>();
    current = new HashMap<>();
    this.constant = constant;
    identity = now;
  }

  /** The labels of the whole task. */
  SeriesLabels task() {
    return of(TASK, TASK);
  }

  SeriesLabels of(ContainerSnapshot container) {
    return of(container.name(), container.id());
  }

  private SeriesLabels of(String name, String id) {
    // A name has no slash.
    String key = name + '/' + id;
    SeriesLabels labels = last.get(key);
    if (labels == null) {
      labels = constant.of(name, id, field("task_family"), field("task_revision"));
    }
    current.put(key, labels);
    return labels;
  }

  private String field(String name) {
    return identity == null ? null : identity.get(name);
  }
}
