package io.github.ecsmetrics.it;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** Receives traces and metrics by OTLP over HTTP in protobuf, and keeps the last of each name. */
public final class OtlpReceiver implements AutoCloseable {
  private final MockWebServer server = new MockWebServer();
  private final Map<String, Map<String, String>> resourceBySpan = new ConcurrentHashMap<>();
  private final Map<String, Map<String, String>> resourceByMetric = new ConcurrentHashMap<>();
  private final Map<String, Map<String, String>> pointByMetric = new ConcurrentHashMap<>();
  private final Map<String, Metric> metrics = new ConcurrentHashMap<>();

  public OtlpReceiver() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            try {
              receive(request);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return new MockResponse.Builder()
                .addHeader("Content-Type", "application/x-protobuf")
                .build();
          }
        });
    server.start();
  }

  /** Without a path. */
  public String uri() {
    return "http://127.0.0.1:" + server.getPort();
  }

  /** The attributes of the resource that has sent a span of that name; null for none. */
  public Map<String, String> resourceOfSpan(String name) {
    return resourceBySpan.get(name);
  }

  /** The attributes of the resource that has sent a metric of that name; null for none. */
  public Map<String, String> resourceOfMetric(String name) {
    return resourceByMetric.get(name);
  }

  /** The last metric of that name; null for none. */
  public Metric metric(String name) {
    return metrics.get(name);
  }

  /** The attributes of the first data point of that metric. */
  public Map<String, String> point(String name) {
    return pointByMetric.get(name);
  }

  @Override
  public String toString() {
    return "spans " + resourceBySpan.keySet() + ", metrics " + resourceByMetric.keySet();
  }

  @Override
  public void close() {
    server.close();
  }

  private void receive(RecordedRequest request) throws IOException {
    byte[] body = request.getBody() == null ? new byte[0] : request.getBody().toByteArray();
    if ("gzip".equals(request.getHeaders().get("Content-Encoding"))) {
      body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    }
    if (request.getTarget().endsWith("/v1/traces")) receiveSpans(body);
    if (request.getTarget().endsWith("/v1/metrics")) receiveMetrics(body);
  }

  private void receiveSpans(byte[] body) throws InvalidProtocolBufferException {
    ExportTraceServiceRequest.parseFrom(body)
        .getResourceSpansList()
        .forEach(
            of ->
                of.getScopeSpansList().stream()
                    .flatMap(scope -> scope.getSpansList().stream())
                    .forEach(
                        span -> resourceBySpan.put(span.getName(), attributes(of.getResource()))));
  }

  private void receiveMetrics(byte[] body) throws InvalidProtocolBufferException {
    ExportMetricsServiceRequest.parseFrom(body)
        .getResourceMetricsList()
        .forEach(
            of ->
                of.getScopeMetricsList().stream()
                    .flatMap(scope -> scope.getMetricsList().stream())
                    .forEach(metric -> keep(metric, of.getResource())));
  }

  private void keep(Metric metric, Resource resource) {
    metrics.put(metric.getName(), metric);
    resourceByMetric.put(metric.getName(), attributes(resource));
    List<NumberDataPoint> points =
        metric.hasSum()
            ? metric.getSum().getDataPointsList()
            : metric.getGauge().getDataPointsList();
    if (!points.isEmpty()) {
      pointByMetric.put(metric.getName(), attributes(points.get(0).getAttributesList()));
    }
  }

  private static Map<String, String> attributes(Resource resource) {
    return attributes(resource.getAttributesList());
  }

  /** Attributes as texts. */
  public static Map<String, String> attributes(List<KeyValue> pairs) {
    Map<String, String> attributes = new TreeMap<>();
    for (KeyValue pair : pairs) attributes.put(pair.getKey(), pair.getValue().getStringValue());
    return attributes;
  }
}
