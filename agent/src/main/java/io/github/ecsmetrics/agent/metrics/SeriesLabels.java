package io.github.ecsmetrics.agent.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.HashMap;
import java.util.Map;

/**
 * A set of labels, and the sets that extend it by one label.
 *
 * <p>It is kept from scrape to scrape: client_java checks and sorts all names whenever it makes
 * labels, which would be a quarter of the cost of a scrape.
 */
final class SeriesLabels {
  private final Labels labels;
  private final Map<String, Map<String, SeriesLabels>> extended = new HashMap<>();

  private SeriesLabels(Labels labels) {
    this.labels = labels;
  }

  static SeriesLabels none() {
    return new SeriesLabels(Labels.EMPTY);
  }

  /**
   * These labels and the four of each series of the task. All series have them, so any two join
   * without {@code on()}. A null value becomes empty, which is the same as no label to Prometheus.
   */
  SeriesLabels of(
      String containerName, String containerId, String taskFamily, String taskRevision) {
    return new SeriesLabels(
        labels.merge(
            Labels.of(
                "container_id",
                orEmpty(containerId),
                "container_name",
                orEmpty(containerName),
                "task_family",
                orEmpty(taskFamily),
                "task_revision",
                orEmpty(taskRevision))));
  }

  private static String orEmpty(String value) {
    return value == null ? "" : value;
  }

  /** These labels and one more, which is left out if its value is null or empty. */
  SeriesLabels with(String name, String value) {
    if (value == null || value.isEmpty()) return this;
    Map<String, SeriesLabels> byValue = extended.get(name);
    if (byValue == null) {
      byValue = new HashMap<>();
      extended.put(name, byValue);
    }
    SeriesLabels with = byValue.get(value);
    if (with == null) {
      with = new SeriesLabels(labels.add(name, value));
      byValue.put(value, with);
    }
    return with;
  }

  Labels labels() {
    return labels;
  }
}
