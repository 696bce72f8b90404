package io.github.ecsmetrics.agent.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.agent.log.Stderr;
import io.github.ecsmetrics.agent.settings.OtlpSettings;
import io.github.ecsmetrics.agent.settings.Settings;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtlpTargetTest {
  @RegisterExtension private final OtlpServer receiver = new OtlpServer();

  @Test
  void requestIsCompressedProtobufUnderTheNameThatIsScraped() throws Exception {
    receiver.answer(200);
    receiver.push("");
    RecordedRequest request = receiver.http.takeRequest();
    assertEquals("POST /v1/metrics HTTP/1.1", request.getRequestLine());
    assertEquals("application/x-protobuf", request.getHeaders().get("Content-Type"));
    assertEquals("gzip", request.getHeaders().get("Content-Encoding"));
    assertNull(request.getHeaders().get("Authorization"));
    Metric metric = metric(OtlpServer.decode(request));
    assertEquals("orders_total", metric.getName());
    assertEquals("", metric.getUnit());
    assertEquals(3, metric.getSum().getDataPoints(0).getAsDouble());
    assertEquals(Map.of("success", 1), receiver.counted());
  }

  private static Metric metric(ResourceMetrics message) {
    return message.getScopeMetrics(0).getMetrics(0);
  }

  @ParameterizedTest
  @CsvSource({"'', /", "/, /", "?token=1, /?token=1", "/a/b?c=d, /a/b?c=d"})
  void pathIsTheGivenOne(String given, String sent) throws Exception {
    receiver.answer(200);
    String url = "http://127.0.0.1:" + receiver.http.getPort() + given;
    // Not through the fixture: the address without a path has a warning.
    OtlpSettings settings = Settings.parse("otlp.endpoint=" + url).otlp;
    OtlpServer.push(new OtlpTarget(settings, "1", receiver.stats, Map.of()));
    assertEquals("POST " + sent + " HTTP/1.1", receiver.http.takeRequest().getRequestLine());
  }

  @Test
  void timeOfTheLastSuccessIsThatOfTheLastPushThatWasWhole() throws Exception {
    assertEquals(Double.NaN, receiver.lastSuccess());
    OtlpTarget target = receiver.target("");
    receiver.answer(500);
    OtlpServer.failure(target);
    assertEquals(Double.NaN, receiver.lastSuccess());
    receiver.answer(200);
    double before = System.currentTimeMillis() / 1000.0;
    OtlpServer.push(target);
    double after = System.currentTimeMillis() / 1000.0;
    double success = receiver.lastSuccess();
    assertTrue(before <= success && success <= after, before + " " + success + " " + after);
    receiver.answer(500);
    OtlpServer.failure(target);
    assertEquals(success, receiver.lastSuccess());
  }

  @Test
  void deltaThatWasNotAcceptedIsPartOfTheNext() throws Exception {
    receiver.answer(500);
    receiver.answer(200);
    receiver.answer(200);
    OtlpTarget target = receiver.target(",otlp.temporality=delta");
    OtlpServer.failure(target);
    OtlpServer.push(target);
    OtlpServer.push(target);
    assertEquals(List.of(3.0), deltas(receiver.received()));
    assertEquals(List.of(3.0), deltas(receiver.received()));
    assertEquals(List.of(0.0), deltas(receiver.received()));
  }

  private static List<Double> deltas(ResourceMetrics message) {
    return metric(message).getSum().getDataPointsList().stream()
        .map(point -> point.getAsDouble())
        .toList();
  }

  @Test
  void cancelledPushSendsNoFurtherRequestAndALaterOneIsWhole() throws Exception {
    receiver.http.enqueue(
        new MockResponse.Builder().code(503).addHeader("Retry-After", "3").build());
    OtlpTarget target = receiver.target("");
    CompletableFuture<String> failure = OtlpServer.failing(target);
    receiver.http.takeRequest();
    target.cancel();
    failure.get(10, TimeUnit.SECONDS);
    assertEquals(1, receiver.http.getRequestCount());
    receiver.answer(200);
    OtlpServer.push(target);
    assertEquals(2, receiver.http.getRequestCount());
  }

  @Test
  void abortEndsAPushThatHangsAndEachLaterOne() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      String url = OtlpServer.url(silent.getLocalPort());
      OtlpTarget target = receiver.target(url, "", Map.of());
      CompletableFuture<String> failure = OtlpServer.failing(target);
      silent.accept().getInputStream().read();
      target.abort();
      failure.get(10, TimeUnit.SECONDS);
      assertThrows(IOException.class, () -> OtlpServer.push(target));
    }
  }

  /** One that no request has room for; the others are pushed. */
  @Test
  void dataPointThatIsTooLargeIsSaidOnce() throws Exception {
    receiver.answer(200);
    receiver.answer(200);
    OtlpTarget target = receiver.target("");
    List<MultiCollector> collectors = new ArrayList<>(OtlpServer.ONE_COUNTER);
    collectors.add(
        () ->
            MetricSnapshots.of(
                GaugeSnapshot.builder()
                    .name("huge")
                    .dataPoint(
                        GaugeSnapshot.GaugeDataPointSnapshot.builder()
                            .value(1)
                            .labels(Labels.of("text", "x".repeat(900_000)))
                            .build())
                    .build()));
    String printed =
        Stderr.of(
            () -> {
              for (int i = 0; i < 2; i++) {
                target.push(null, collectors, System.nanoTime() + 5_000_000_000L);
              }
            });
    assertEquals(
        "[ecs-metrics-agent] a data point of huge has more than 900 kB and is not pushed to "
            + receiver.url()
            + "; all others are\n",
        printed);
    assertEquals("orders_total", metric(receiver.received()).getName());
  }
}
