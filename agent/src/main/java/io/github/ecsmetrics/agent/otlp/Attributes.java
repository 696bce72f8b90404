package io.github.ecsmetrics.agent.otlp;

import io.prometheus.metrics.model.snapshots.Labels;

/** Attributes of a resource, of a metric, of a data point or of an exemplar. */
final class Attributes {
  private Attributes() {}

  /** A {@code KeyValue} with a string. */
  static void write(ProtobufWriter out, int field, String key, String value) {
    int pair = out.begin(field);
    out.string(1, key);
    int any = out.begin(2);
    out.string(1, value);
    out.end(any);
    out.end(pair);
  }

  /** The labels as a scrape shows them. */
  static void write(ProtobufWriter out, int field, Labels labels) {
    for (int i = 0; i < labels.size(); i++) {
      write(out, field, labels.getPrometheusName(i), labels.getValue(i));
    }
  }
}
