package io.github.ecsmetrics.agent.metrics;

import io.github.ecsmetrics.agent.settings.LabelSettings;
import java.util.Map;

/** The labels that the settings give to each series, before all others. */
final class ConstantLabels {
  private final LabelSettings settings;
  private Map<String, String> tags;
  private SeriesLabels labels;

  /**
   * @param settings null for no such labels
   */
  ConstantLabels(LabelSettings settings) {
    this.settings = settings;
    if (settings == null) labels = SeriesLabels.none();
  }

  /**
   * The same instance as long as the tags are the same instance.
   *
   * @param latest the tags of the task; a label whose tag is missing is left out
   */
  synchronized SeriesLabels with(Map<String, String> latest) {
    if (settings == null || latest == tags) return labels;
    tags = latest;
    labels = SeriesLabels.none();
    for (Map.Entry<String, String> fixed : settings.fixed.entrySet()) {
      labels = labels.with(fixed.getKey(), fixed.getValue());
    }
    for (Map.Entry<String, String> tag : settings.tags.entrySet()) {
      labels = labels.with(tag.getKey(), latest.get(tag.getValue()));
    }
    return labels;
  }
}
