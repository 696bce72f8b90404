package io.github.ecsmetrics.agent.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ecsmetrics.agent.metrics.PushStats;
import io.github.ecsmetrics.agent.settings.OtlpSettings;
import io.github.ecsmetrics.agent.settings.Settings;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A receiver of OTLP that answers what the test says, and pushes to it. */
final class OtlpServer implements BeforeEachCallback, AfterEachCallback {
  /** {@code orders_total 3}. */
  static final List<MultiCollector> ONE_COUNTER =
      List.of(
          () ->
              MetricSnapshots.of(
                  CounterSnapshot.builder()
                      .name("orders")
                      .help("Orders")
                      .dataPoint(
                          CounterSnapshot.CounterDataPointSnapshot.builder().value(3).build())
                      .build()));

  final MockWebServer http = new MockWebServer();
  final TaskMonitor unknown = new TaskMonitor(null, 10_000);
  final PushStats stats = new PushStats(unknown, null);

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    http.start();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    http.close();
  }

  void answer(int status) {
    http.enqueue(new MockResponse.Builder().code(status).build());
  }

  void answer(int status, String body) {
    http.enqueue(new MockResponse.Builder().code(status).body(body).build());
  }

  String url() {
    return "http://127.0.0.1:" + http.getPort() + "/v1/metrics";
  }

  static String url(int port) {
    return "http://127.0.0.1:" + port + "/v1/metrics";
  }

  /** With the settings behind a comma. */
  OtlpTarget target(String more) {
    return target(url(), more, Map.of());
  }

  OtlpTarget target(String url, String more, Map<String, String> environment) {
    return new OtlpTarget(settings(url, more), "1", stats, environment);
  }

  static OtlpSettings settings(String url, String more) {
    Settings settings = Settings.parse("otlp.endpoint=" + url + more);
    assertEquals(List.of(), settings.warnings);
    return settings.otlp;
  }

  void push(String more) throws IOException {
    push(target(more));
  }

  static void push(OtlpTarget target) throws IOException {
    target.push(null, ONE_COUNTER, System.nanoTime() + TimeUnit.SECONDS.toNanos(30));
  }

  String failure(String more) {
    return failure(target(more));
  }

  static String failure(OtlpTarget target) {
    return assertThrows(IOException.class, () -> push(target)).getMessage();
  }

  /** A push of another thread that has to fail. */
  static CompletableFuture<String> failing(OtlpTarget target) {
    CompletableFuture<String> failure = new CompletableFuture<>();
    new Thread(() -> failure.complete(failure(target))).start();
    return failure;
  }

  /** The next request, which has one resource and one scope. */
  ResourceMetrics received() throws Exception {
    return decode(http.takeRequest());
  }

  static ResourceMetrics decode(RecordedRequest request) throws IOException {
    byte[] body = request.getBody().toByteArray();
    try (var message = new GZIPInputStream(new ByteArrayInputStream(body))) {
      var all = ExportMetricsServiceRequest.parseFrom(message).getResourceMetricsList();
      assertEquals(1, all.size());
      return all.get(0);
    }
  }

  /** Requests by outcome. */
  Map<String, Integer> counted() {
    Map<String, Integer> counted = new TreeMap<>();
    for (MetricSnapshot snapshot : stats.collect()) {
      if (!(snapshot instanceof CounterSnapshot)) continue;
      for (DataPointSnapshot point : snapshot.getDataPoints()) {
        CounterSnapshot.CounterDataPointSnapshot count =
            (CounterSnapshot.CounterDataPointSnapshot) point;
        counted.put(count.getLabels().get("outcome"), (int) count.getValue());
      }
    }
    return counted;
  }

  /** In seconds since the epoch; NaN if there was none. */
  double lastSuccess() {
    for (MetricSnapshot snapshot : stats.collect()) {
      if (!(snapshot instanceof GaugeSnapshot)) continue;
      return ((GaugeSnapshot) snapshot).getDataPoints().get(0).getValue();
    }
    return Double.NaN;
  }
}
