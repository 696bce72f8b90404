package io.github.ecsmetrics.agent.families;

import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** One line with a sample, read. */
final class Sample {
  final String name;

  /** Unescaped, by name. */
  final SortedMap<String, String> labels;

  final double value;

  /** Milliseconds since the epoch; 0 if the line has none. */
  final long timestampMillis;

  /** Null if the line has none. */
  final Exemplar exemplar;

  Sample(
      String name,
      SortedMap<String, String> labels,
      double value,
      long timestampMillis,
      Exemplar exemplar) {
    this.name = name;
    this.labels = labels;
    this.value = value;
    this.timestampMillis = timestampMillis;
    this.exemplar = exemplar;
  }

  /** The labels as a text: the same for the same series. An empty value is no label. */
  static String key(SortedMap<String, String> labels, String without) {
    StringBuilder key = new StringBuilder();
    for (Map.Entry<String, String> label : labels.entrySet()) {
      if (label.getValue().isEmpty() || label.getKey().equals(without)) continue;
      QuotedText.append(key, label.getKey());
      QuotedText.append(key, label.getValue());
    }
    return key.toString();
  }

  /** The labels of the metric, but for those that no snapshot can have: {@code __...}. */
  static Labels labels(SortedMap<String, String> labels, String without) {
    List<String> names = new ArrayList<>(labels.size());
    List<String> values = new ArrayList<>(labels.size());
    for (Map.Entry<String, String> label : labels.entrySet()) {
      String name = label.getKey();
      if (name.equals(without) || name.startsWith("__")) continue;
      names.add(name);
      values.add(label.getValue());
    }
    return Labels.of(names, values);
  }
}
