package io.github.ecsmetrics.agent.otlp;

import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts metrics into as few requests as CloudWatch takes: it refuses a whole request that has more
 * than 1,000 data points (fluent/fluent-bit#12247) or more than 1 MB before compression.
 *
 * <p>A metric that does not fit into what is left of a request begins the next one. Only a metric
 * that is too large for a request of its own is divided. A single data point that is too large is
 * left out.
 */
final class RequestSplitter {
  /** Most that the tags and lengths around resource, scope and metrics take, in bytes. */
  private static final int FRAME = 32;

  private final ProtobufWriter resource;
  private final ProtobufWriter scope;
  private final Temporality temporality;
  private final long now;
  private final int maxPoints;
  private final int maxBytes;
  private final List<ExportRequest> requests = new ArrayList<>();
  private ProtobufWriter metrics = new ProtobufWriter();
  private List<DataPointSnapshot> points = new ArrayList<>();

  /**
   * @param now when the snapshots were taken, in milliseconds since the epoch
   * @param maxBytes of a request before compression
   */
  RequestSplitter(
      ProtobufWriter resource,
      ProtobufWriter scope,
      Temporality temporality,
      long now,
      int maxPoints,
      int maxBytes) {
    this.resource = resource;
    this.scope = scope;
    this.temporality = temporality;
    this.now = now;
    this.maxPoints = maxPoints;
    this.maxBytes = maxBytes - FRAME - resource.size() - scope.size();
  }

  void add(OtlpMetric metric) {
    int size = metric.points.size();
    for (int from = 0; from < size; from += maxPoints) {
      add(metric, from, Math.min(from + maxPoints, size));
    }
  }

  List<ExportRequest> finish() {
    if (!points.isEmpty()) closeRequest();
    return requests;
  }

  private void add(OtlpMetric metric, int from, int to) {
    ProtobufWriter encoded = encode(metric, from, to);
    if (encoded.size() > maxBytes) {
      divide(metric, from, to);
      return;
    }
    boolean fits =
        points.size() + to - from <= maxPoints && metrics.size() + encoded.size() <= maxBytes;
    if (!fits) closeRequest();
    metrics.raw(encoded);
    points.addAll(metric.points.subList(from, to));
  }

  private void divide(OtlpMetric metric, int from, int to) {
    if (to - from == 1) return;
    int middle = (from + to) >>> 1;
    add(metric, from, middle);
    add(metric, middle, to);
  }

  /** The unit stays empty: receivers would append it to a name that is complete. */
  private ProtobufWriter encode(OtlpMetric metric, int from, int to) {
    ProtobufWriter out = new ProtobufWriter();
    int message = out.begin(2);
    out.string(1, metric.name);
    if (metric.help != null) out.string(2, metric.help);
    Attributes.write(out, 12, "prometheus.type", metric.type);
    int data = out.begin(metric.kind.field);
    writeTemporality(out, metric.kind);
    DataPointEncoder encoder = new DataPointEncoder(out, now);
    for (DataPointSnapshot point : metric.points.subList(from, to)) {
      int dataPoint = out.begin(1);
      encoder.write(metric.kind, point);
      out.end(dataPoint);
    }
    out.end(data);
    out.end(message);
    return out;
  }

  private void writeTemporality(ProtobufWriter out, OtlpMetric.Kind kind) {
    if (kind == OtlpMetric.Kind.GAUGE || kind == OtlpMetric.Kind.SUMMARY) return;
    out.varint(2, temporality.number);
    if (kind == OtlpMetric.Kind.SUM) out.varint(3, 1);
  }

  private void closeRequest() {
    ProtobufWriter out = new ProtobufWriter();
    int resourceMetrics = out.begin(1);
    out.raw(resource);
    int scopeMetrics = out.begin(2);
    out.raw(scope);
    out.raw(metrics);
    out.end(scopeMetrics);
    out.end(resourceMetrics);
    requests.add(new ExportRequest(out, points));
    metrics = new ProtobufWriter();
    points = new ArrayList<>();
  }
}
