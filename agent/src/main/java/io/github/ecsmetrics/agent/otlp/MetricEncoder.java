package io.github.ecsmetrics.agent.otlp;

import io.github.ecsmetrics.agent.otlp.OtlpMetric.Kind;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;

/** Writes the metrics of one push; the numbers are those of the fields in metrics.proto. */
final class MetricEncoder {
  private final ProtobufWriter out;
  private final Temporality temporality;
  private final DataPointEncoder points;

  /**
   * @param now when the snapshots were taken, in milliseconds since the epoch
   */
  MetricEncoder(ProtobufWriter out, Temporality temporality, long now) {
    this.out = out;
    this.temporality = temporality;
    this.points = new DataPointEncoder(out, now);
  }

  /**
   * Writes a metric as an element of {@code ScopeMetrics}, with some of its points. The unit stays
   * empty: receivers would append it to a name that is complete.
   */
  void write(OtlpMetric metric, int from, int to) {
    int message = out.begin(2);
    out.string(1, metric.name);
    if (metric.help != null) out.string(2, metric.help);
    Attributes.write(out, 12, "prometheus.type", metric.type);
    int data = out.begin(metric.kind.field);
    writeTemporality(metric.kind);
    for (DataPointSnapshot point : metric.points.subList(from, to)) {
      int dataPoint = out.begin(1);
      points.write(metric.kind, point);
      out.end(dataPoint);
    }
    out.end(data);
    out.end(message);
  }

  private void writeTemporality(Kind kind) {
    if (kind == Kind.GAUGE || kind == Kind.SUMMARY) return;
    out.varint(2, temporality.number);
    if (kind == Kind.SUM) out.varint(3, 1);
  }
}
