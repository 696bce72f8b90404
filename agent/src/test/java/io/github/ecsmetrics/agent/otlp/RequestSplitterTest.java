package io.github.ecsmetrics.agent.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Seen elsewhere: CloudWatch refuses a whole request with more than 1,000 data points
 * (fluent/fluent-bit#12247).
 */
class RequestSplitterTest {
  private final OtlpEncoder encoder =
      new OtlpEncoder(Resource.of(Map.of("a", "b")), "s", "1", Temporality.CUMULATIVE, 0);

  @Test
  void nothingIsNoRequest() throws Exception {
    assertEquals(List.of(), split(gauge("a", 0, 0)));
  }

  @Test
  void thousandPointsAreOneRequest() throws Exception {
    assertEquals(List.of("a:400 b:600"), split(gauge("a", 400, 0), gauge("b", 600, 0)));
  }

  @Test
  void metricThatDoesNotFitBeginsTheNextRequest() throws Exception {
    assertEquals(
        List.of("a:400", "b:601 c:399", "d:1"),
        split(gauge("a", 400, 0), gauge("b", 601, 0), gauge("c", 399, 0), gauge("d", 1, 0)));
  }

  @Test
  void metricOfMoreThanThousandPointsIsDivided() throws Exception {
    assertEquals(
        List.of("a:1", "b:1000", "b:1000", "b:345 c:1"),
        split(gauge("a", 1, 0), gauge("b", 2_345, 0), gauge("c", 1, 0)));
  }

  /** Twice 500 kB do not fit into 900 kB. */
  @Test
  void metricThatIsTooLongBeginsTheNextRequest() throws Exception {
    assertEquals(
        List.of("a:100", "b:100 c:1"),
        split(gauge("a", 100, 5_000), gauge("b", 100, 5_000), gauge("c", 1, 0)));
  }

  /** 1.6 MB are halved. */
  @Test
  void metricThatIsTooLongForARequestIsDivided() throws Exception {
    assertEquals(List.of("a:1 b:80", "b:80"), split(gauge("a", 1, 0), gauge("b", 160, 10_000)));
  }

  @Test
  void pointThatIsTooLongIsLeftOut() throws Exception {
    assertEquals(
        List.of("a:1 c:1"), split(gauge("a", 1, 0), gauge("b", 1, 900_000), gauge("c", 1, 0)));
  }

  /** In steps of one byte around the limit: full, but never above it. */
  @Test
  void requestIsFilledUpToTheLimit() throws Exception {
    int largest = 0;
    for (int length = 899_840; length < 899_940; length++) {
      for (ExportRequest request : encoder.encode(snapshots(gauge("a", 1, length)), 1)) {
        largest = Math.max(largest, Receiver.decode(request).getSerializedSize());
      }
    }
    assertTrue(largest <= 900_000 && largest > 899_900, largest + " bytes");
  }

  private List<String> split(MetricSnapshot... metrics) throws IOException {
    List<String> requests = new ArrayList<>();
    for (ExportRequest request : encoder.encode(snapshots(metrics), 1)) {
      ExportMetricsServiceRequest message = Receiver.decode(request);
      assertTrue(message.getSerializedSize() <= 900_000);
      List<String> parts = new ArrayList<>();
      int points = 0;
      for (Metric metric : Receiver.metrics(List.of(request))) {
        points += metric.getGauge().getDataPointsCount();
        parts.add(metric.getName() + ":" + metric.getGauge().getDataPointsCount());
      }
      assertEquals(points, request.dataPoints());
      requests.add(String.join(" ", parts));
    }
    assertOrder(metrics);
    return requests;
  }

  /** No point is lost or sent twice, but for those that are too long; the order stays. */
  private void assertOrder(MetricSnapshot... metrics) throws IOException {
    List<Double> sent = new ArrayList<>();
    for (Metric metric : Receiver.metrics(encoder.encode(snapshots(metrics), 1))) {
      for (NumberDataPoint point : metric.getGauge().getDataPointsList()) {
        sent.add(point.getAsDouble());
      }
    }
    List<Double> given = new ArrayList<>();
    for (MetricSnapshot metric : metrics) {
      for (GaugeDataPointSnapshot point : ((GaugeSnapshot) metric).getDataPoints()) {
        if (point.getLabels().get("text").length() < 900_000) given.add(point.getValue());
      }
    }
    assertEquals(given, sent);
  }

  private static MetricSnapshots snapshots(MetricSnapshot... metrics) {
    return new MetricSnapshots(metrics);
  }

  /**
   * @param length of a label's value
   */
  private static GaugeSnapshot gauge(String name, int size, int length) {
    List<GaugeDataPointSnapshot> points = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Labels labels = Labels.of("nr", "" + (10_000 + i), "text", "x".repeat(length));
      points.add(new GaugeDataPointSnapshot(i, labels, null));
    }
    return new GaugeSnapshot(new MetricMetadata(name), points);
  }
}
