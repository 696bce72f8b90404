package io.github.ecsmetrics.agent.otlp;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** What a receiver of OTLP makes of requests, read with OpenTelemetry's own classes. */
public final class Receiver {
  private Receiver() {}

  public static ExportMetricsServiceRequest decode(ExportRequest request) throws IOException {
    try (var body = new GZIPInputStream(new ByteArrayInputStream(request.body()))) {
      return ExportMetricsServiceRequest.parseFrom(body);
    }
  }

  static List<Metric> metrics(List<ExportRequest> requests) throws IOException {
    List<Metric> metrics = new ArrayList<>();
    for (ExportRequest request : requests) {
      ExportMetricsServiceRequest message = decode(request);
      if (message.getResourceMetricsCount() != 1) throw new AssertionError("not one resource");
      List<ScopeMetrics> scopes = message.getResourceMetrics(0).getScopeMetricsList();
      if (scopes.size() != 1) throw new AssertionError("not one scope");
      metrics.addAll(scopes.get(0).getMetricsList());
    }
    return metrics;
  }

  /** The text format 0.0.4 of what arrived, which is what a scrape of the same moment gives. */
  public static String text(List<ExportRequest> requests) throws IOException {
    StringBuilder text = new StringBuilder();
    String last = null;
    for (Metric metric : metrics(requests)) {
      String name = metric.getName();
      if (!metric.getUnit().isEmpty()) throw new AssertionError(name + " has a unit");
      if (!name.equals(last)) appendComments(text, metric);
      last = name;
      metric.getGauge().getDataPointsList().forEach(point -> append(text, name, point));
      metric.getSum().getDataPointsList().forEach(point -> append(text, name, point));
      metric.getHistogram().getDataPointsList().forEach(point -> append(text, name, point));
      metric.getSummary().getDataPointsList().forEach(point -> append(text, name, point));
    }
    return text.toString();
  }

  private static void appendComments(StringBuilder text, Metric metric) {
    String name = metric.getName();
    if (!metric.getDescription().isEmpty()) {
      String help = metric.getDescription().replace("\\", "\\\\").replace("\n", "\\n");
      text.append("# HELP " + name + " " + help + "\n");
    }
    KeyValue type = metric.getMetadata(0);
    if (!type.getKey().equals("prometheus.type")) throw new AssertionError(type);
    String known = type.getValue().getStringValue();
    // The text format has three types fewer.
    Map<String, String> written =
        Map.of("info", "gauge", "stateset", "gauge", "unknown", "untyped");
    text.append("# TYPE " + name + " " + written.getOrDefault(known, known) + "\n");
  }

  private static void append(StringBuilder text, String name, NumberDataPoint point) {
    text.append(name + labels(point.getAttributesList()));
    text.append(" " + number(point.getAsDouble()) + "\n");
  }

  private static void append(StringBuilder text, String name, HistogramDataPoint point) {
    long count = 0;
    for (int i = 0; i < point.getBucketCountsCount(); i++) {
      count += point.getBucketCounts(i);
      boolean last = i == point.getExplicitBoundsCount();
      double bound = last ? Double.POSITIVE_INFINITY : point.getExplicitBounds(i);
      text.append(name + "_bucket" + labels(point.getAttributesList(), "le", number(bound)));
      text.append(" " + count + "\n");
    }
    String labels = labels(point.getAttributesList());
    text.append(name + "_count" + labels + " " + point.getCount() + "\n");
    if (point.hasSum()) text.append(name + "_sum" + labels + " " + number(point.getSum()) + "\n");
  }

  private static void append(StringBuilder text, String name, SummaryDataPoint point) {
    for (SummaryDataPoint.ValueAtQuantile quantile : point.getQuantileValuesList()) {
      String of = number(quantile.getQuantile());
      text.append(name + labels(point.getAttributesList(), "quantile", of));
      text.append(" " + number(quantile.getValue()) + "\n");
    }
    String labels = labels(point.getAttributesList());
    text.append(name + "_count" + labels + " " + point.getCount() + "\n");
    text.append(name + "_sum" + labels + " " + number(point.getSum()) + "\n");
  }

  private static String labels(List<KeyValue> attributes, String... further) {
    List<String> labels = new ArrayList<>();
    for (KeyValue attribute : attributes) {
      labels.add(label(attribute.getKey(), attribute.getValue().getStringValue()));
    }
    if (further.length > 0) labels.add(label(further[0], further[1]));
    return labels.isEmpty() ? "" : "{" + String.join(",", labels) + "}";
  }

  private static String label(String name, String value) {
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return name + "=\"" + escaped + "\"";
  }

  private static String number(double value) {
    return Double.isInfinite(value) ? (value > 0 ? "+Inf" : "-Inf") : Double.toString(value);
  }
}
