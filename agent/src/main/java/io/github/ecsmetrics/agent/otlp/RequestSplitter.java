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
 * left out, and its metric is noted.
 */
final class RequestSplitter {
  private static final int MAX_POINTS = 1_000;

  /** Before compression. */
  private static final int MAX_BYTES = 900_000;

  /** Most that the tags and lengths around resource, scope and metrics take, in bytes. */
  private static final int FRAME = 32;

  private final ProtobufWriter resource;
  private final ProtobufWriter scope;

  /** A metric, or a part of it, that is not in a request yet. */
  private final ProtobufWriter next = new ProtobufWriter();

  private final MetricEncoder encoder;
  private final ProtobufWriter metrics = new ProtobufWriter();
  private final int maxBytes;
  private final List<ExportRequest> requests = new ArrayList<>();
  private List<DataPointSnapshot> points = new ArrayList<>();

  /** Name of a metric with a data point that is too large, or null. */
  private String tooLarge;

  /**
   * @param now when the snapshots were taken, in milliseconds since the epoch
   */
  RequestSplitter(
      ProtobufWriter resource, ProtobufWriter scope, Temporality temporality, long now) {
    this.resource = resource;
    this.scope = scope;
    this.encoder = new MetricEncoder(next, temporality, now);
    this.maxBytes = MAX_BYTES - FRAME - resource.size() - scope.size();
  }

  void add(OtlpMetric metric) {
    int size = metric.points.size();
    for (int from = 0; from < size; from += MAX_POINTS) {
      add(metric, from, Math.min(from + MAX_POINTS, size));
    }
  }

  List<ExportRequest> finish() {
    if (!points.isEmpty()) closeRequest();
    return requests;
  }

  String tooLarge() {
    return tooLarge;
  }

  private void add(OtlpMetric metric, int from, int to) {
    next.clear();
    encoder.write(metric, from, to);
    if (next.size() > maxBytes) {
      divide(metric, from, to);
      return;
    }
    boolean fits =
        points.size() + to - from <= MAX_POINTS && metrics.size() + next.size() <= maxBytes;
    if (!fits) closeRequest();
    metrics.raw(next);
    points.addAll(metric.points.subList(from, to));
  }

  private void divide(OtlpMetric metric, int from, int to) {
    if (to - from == 1) {
      tooLarge = metric.name;
      return;
    }
    int middle = (from + to) >>> 1;
    add(metric, from, middle);
    add(metric, middle, to);
  }

  private void closeRequest() {
    ProtobufWriter message = new ProtobufWriter();
    int resourceMetrics = message.begin(1);
    message.raw(resource);
    int scopeMetrics = message.begin(2);
    message.raw(scope);
    message.raw(metrics);
    message.end(scopeMetrics);
    message.end(resourceMetrics);
    requests.add(new ExportRequest(message, points));
    metrics.clear();
    points = new ArrayList<>();
  }
}
