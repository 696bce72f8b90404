package io.github.ecsmetrics.agent.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.TextFormat;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Map;

/**
 * Whole messages, as OpenTelemetry's own classes read them. The JVM started at 10 s, now is 60 s.
 */
final class Encoded {
  private Encoded() {}

  static void assertArrives(MetricSnapshot snapshot, String metrics) throws Exception {
    List<ExportRequest> requests = encoder().encode(new MetricSnapshots(snapshot), 60_000);
    ScopeMetrics expected = TextFormat.parse(metrics, ScopeMetrics.class);
    ScopeMetrics arrived =
        ScopeMetrics.newBuilder().addAllMetrics(Receiver.metrics(requests)).build();
    assertEquals(expected.toString(), arrived.toString());
  }

  static OtlpEncoder encoder() {
    return new OtlpEncoder(Resource.of(Map.of()), "s", "1", Temporality.CUMULATIVE, 10_000);
  }

  static GaugeSnapshot.GaugeDataPointSnapshot gauge(double value) {
    return GaugeSnapshot.GaugeDataPointSnapshot.builder().value(value).build();
  }
}
