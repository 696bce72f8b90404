package io.github.ecsmetrics.agent.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.HashMap;
import java.util.Map;

/**
 * A set of labels, and those that extend it by one.
 *
 * <p>Kept from scrape to scrape: client_java checks and sorts all names whenever labels are made,
 * which would be a quarter of a scrape's cost.
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
   * The four labels of every series, the same on all so that any two join without {@code on()}.
   * What is null is empty, which to Prometheus is the same as no label.
   */
  static SeriesLabels of(
      String containerName, String containerId, String taskFamily, String taskRevision) {
    return new SeriesLabels(
        Labels.of(
            "container_id",
            orEmpty(containerId),
            "container_name",
            orEmpty(containerName),
            "task_family",
            orEmpty(taskFamily),
            "task_revision",
            orEmpty(taskRevision)));
  }

  private static String orEmpty(String value) {
    return value == null ? "" : value;
  }

  /** These labels and one more, which is left out where its value is not known. */
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
