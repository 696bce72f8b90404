package io.github.ecsmetrics.agent.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatedTextTest {
  private final Exposition exposition = new Exposition(new PrometheusRegistry());
  private RepeatedText text = RepeatedText.NONE;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void textIsThatOfTheSnapshotsWhicheverOfThemStay(boolean openMetrics) throws Exception {
    MetricSnapshot a = gauge("a", 1);
    MetricSnapshot b = gauge("b", 2);
    MetricSnapshots[] scrapes = {
      new MetricSnapshots(a, b, gauge("z", 3)),
      new MetricSnapshots(a, b, gauge("z", 4)),
      new MetricSnapshots(a, b, gauge("z", 5)),
      new MetricSnapshots(a, gauge("b", 6), gauge("z", 7)),
      new MetricSnapshots(a, b),
      new MetricSnapshots(a),
      new MetricSnapshots(),
      new MetricSnapshots(gauge("a", 8), gauge("z", 9)),
    };
    for (MetricSnapshots scrape : scrapes) {
      String whole = new String(exposition.write(scrape, openMetrics).body(), UTF_8);
      assertEquals(whole, written(scrape, openMetrics));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatStaysIsWrittenOnce(boolean openMetrics) throws Exception {
    MetricSnapshot a = gauge("a", 1);
    written(new MetricSnapshots(a, gauge("z", 2)), openMetrics);
    written(new MetricSnapshots(a, gauge("z", 3)), openMetrics);
    RepeatedText second = text;
    written(new MetricSnapshots(a, gauge("z", 4)), openMetrics);
    assertSame(second, text);
    assertEquals(1, text.rest(new MetricSnapshots(a, gauge("z", 5))).size());
  }

  private String written(MetricSnapshots snapshots, boolean openMetrics) throws Exception {
    text = text.of(snapshots, exposition, openMetrics);
    byte[] rest = exposition.write(text.rest(snapshots), openMetrics).body();
    return new String(text.and(rest), UTF_8);
  }

  private static MetricSnapshot gauge(String name, double value) {
    return GaugeSnapshot.builder()
        .name(name)
        .dataPoint(new GaugeDataPointSnapshot(value, Labels.EMPTY, null))
        .build();
  }
}
