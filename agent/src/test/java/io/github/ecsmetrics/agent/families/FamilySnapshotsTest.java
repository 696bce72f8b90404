package io.github.ecsmetrics.agent.families;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot.StateSetDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts that client_java writes are read back into the snapshots that they were written from. */
class FamilySnapshotsTest {
  private static final ExpositionFormatWriter OPEN_METRICS =
      new OpenMetricsTextFormatWriter(true, true);
  private static final ExpositionFormatWriter PLAIN = PrometheusTextFormatWriter.create();

  private static final Labels LABELS = Labels.of("a", "\\ \" \n \u00e4", "z", "");

  private static final Exemplar EXEMPLAR =
      new Exemplar(0.75, Labels.of("trace_id", "4bf9", "span_id", "00f0"), 1_700_000_000_123L);

  /** What both formats have. */
  private static final MetricSnapshots BOTH =
      MetricSnapshots.of(
          CounterSnapshot.builder()
              .name("calls_bytes")
              .help("Help \\ \" \n \u00e4.")
              .unit(Unit.BYTES)
              .dataPoint(new CounterDataPointSnapshot(1e100, LABELS, EXEMPLAR, 1_600_000_000_001L))
              .dataPoint(
                  new CounterDataPointSnapshot(
                      2, Labels.EMPTY, null, 1_600_000_000_001L, 1_700_000_000_999L))
              .build(),
          GaugeSnapshot.builder()
              .name("depth")
              .help("Depth.")
              .dataPoint(new GaugeDataPointSnapshot(-0.5, LABELS, EXEMPLAR))
              .dataPoint(new GaugeDataPointSnapshot(Double.NaN, Labels.of("a", "1"), null, 5))
              .dataPoint(
                  new GaugeDataPointSnapshot(
                      Double.NEGATIVE_INFINITY, Labels.of("quantile", "x", "le", "y"), null))
              .build(),
          HistogramSnapshot.builder()
              .name("time_seconds")
              .unit(Unit.SECONDS)
              .dataPoint(
                  HistogramDataPointSnapshot.builder()
                      .classicHistogramBuckets(
                          ClassicHistogramBuckets.of(
                              new double[] {-1, 0.5, 1, Double.POSITIVE_INFINITY},
                              new long[] {1, 0, 7, 2}))
                      .sum(-3.5)
                      .labels(LABELS)
                      .exemplars(
                          Exemplars.of(EXEMPLAR, new Exemplar(5, Labels.of("trace_id", "x"), 0)))
                      .createdTimestampMillis(1_600_000_000_001L)
                      .build())
              .dataPoint(
                  HistogramDataPointSnapshot.builder()
                      .classicHistogramBuckets(
                          ClassicHistogramBuckets.of(
                              new double[] {Double.POSITIVE_INFINITY}, new long[] {0}))
                      .scrapeTimestampMillis(1_700_000_000_000L)
                      .build())
              .build(),
          SummarySnapshot.builder()
              .name("wait")
              .dataPoint(
                  SummaryDataPointSnapshot.builder()
                      .count(3)
                      .sum(4.5)
                      .quantiles(Quantiles.of(new Quantile(0.5, 1), new Quantile(0.99, Double.NaN)))
                      .labels(LABELS)
                      .createdTimestampMillis(1_600_000_000_001L)
                      .build())
              .dataPoint(SummaryDataPointSnapshot.builder().count(7).build())
              .dataPoint(
                  SummaryDataPointSnapshot.builder().sum(7).labels(Labels.of("b", "c")).build())
              .build(),
          UnknownSnapshot.builder()
              .name("thing")
              .dataPoint(new UnknownDataPointSnapshot(3, LABELS, EXEMPLAR))
              .build());

  /** Plain text has no info, state set and gauge histogram: it has gauges instead. */
  private static final MetricSnapshots OPEN_METRICS_ONLY =
      MetricSnapshots.of(
          HistogramSnapshot.builder()
              .gaugeHistogram(true)
              .name("sizes")
              .dataPoint(
                  HistogramDataPointSnapshot.builder()
                      .classicHistogramBuckets(
                          ClassicHistogramBuckets.of(
                              new double[] {1, Double.POSITIVE_INFINITY}, new long[] {3, 4}))
                      .sum(12)
                      .labels(LABELS)
                      .build())
              .build(),
          InfoSnapshot.builder()
              .name("build")
              .help("Build.")
              .dataPoint(new InfoDataPointSnapshot(Labels.of("version", "1.2.3")))
              .build(),
          StateSetSnapshot.builder()
              .name("phase")
              .dataPoint(
                  StateSetDataPointSnapshot.builder()
                      .state("on", true)
                      .state("off \"", false)
                      .labels(LABELS)
                      .build())
              .build());

  private static final MetricSnapshots UTF_8_NAMES =
      MetricSnapshots.of(
          CounterSnapshot.builder()
              .name("http.calls")
              .dataPoint(
                  new CounterDataPointSnapshot(1, Labels.of("http.method", "GET"), EXEMPLAR, 0))
              .build(),
          HistogramSnapshot.builder()
              .name("zeit \u00e4 \"")
              .dataPoint(
                  HistogramDataPointSnapshot.builder()
                      .classicHistogramBuckets(
                          ClassicHistogramBuckets.of(
                              new double[] {1, Double.POSITIVE_INFINITY}, new long[] {3, 4}))
                      .sum(12)
                      .labels(Labels.of("l\u00e4nge", "1"))
                      .build())
              .build());

  @Test
  void openMetricsIsReadBack() throws IOException {
    assertReadBack(OPEN_METRICS, Pages.OPEN_METRICS, BOTH);
    assertReadBack(OPEN_METRICS, Pages.OPEN_METRICS, OPEN_METRICS_ONLY);
    assertReadBack(OPEN_METRICS, Pages.OPEN_METRICS, UTF_8_NAMES);
  }

  @Test
  void plainTextIsReadBack() throws IOException {
    assertReadBack(PLAIN, Pages.PLAIN, BOTH);
    assertReadBack(PLAIN, Pages.PLAIN, UTF_8_NAMES);
  }

  private static void assertReadBack(
      ExpositionFormatWriter writer, TextFormat format, MetricSnapshots written)
      throws IOException {
    String text = write(writer, written);
    MergedFamilies merged = Pages.merge(format, Labels.EMPTY, text);
    assertEquals(0, merged.invalid() + merged.conflicts());
    assertEquals(text.replace("# EOF\n", ""), Pages.text(merged));
    assertEquals(text, write(writer, merged.snapshots()));
  }

  private static String write(ExpositionFormatWriter writer, MetricSnapshots snapshots)
      throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    writer.write(text, snapshots, EscapingScheme.ALLOW_UTF8);
    return text.toString(UTF_8);
  }

  /** Seen elsewhere: types of OpenMetrics in plain text (istio/istio#33474). */
  @Test
  void openMetricsPageIsConvertedForAScraperOfPlainText() throws IOException {
    for (MetricSnapshots all : List.of(BOTH, OPEN_METRICS_ONLY, UTF_8_NAMES)) {
      String openMetrics = write(OPEN_METRICS, all);
      assertEquals(
          write(PLAIN, all), Pages.converted(Pages.OPEN_METRICS, Pages.PLAIN, openMetrics));
    }
  }

  @Test
  void namesThatDifferInDotsOnlyAreOneInSnapshots() {
    MergedFamilies merged = Pages.merge(Pages.PLAIN, Labels.EMPTY, "a_b 1\n{\"a.b\"} 2\n");
    assertEquals(2, merged.merged());
    assertEquals(1, merged.snapshots().size());
  }

  @Test
  void histogramThatChangedWhileItWasWrittenHasNoNegativeBuckets() {
    String page =
        """
        # TYPE a histogram
        a_bucket{le="1"} 5
        a_bucket{le="2"} 4
        a_count 7
        """;
    HistogramSnapshot histogram =
        (HistogramSnapshot) Pages.merge(Pages.PLAIN, Labels.EMPTY, page).snapshots().get(0);
    ClassicHistogramBuckets buckets = histogram.getDataPoints().get(0).getClassicBuckets();
    assertEquals(3, buckets.size());
    assertEquals(5, buckets.getCount(0));
    assertEquals(0, buckets.getCount(1));
    assertEquals(2, buckets.getCount(2));
  }

  @Test
  void snapshotsHaveTheAddedLabels() {
    Labels added = Labels.of("task_family", "orders");
    MergedFamilies merged = Pages.merge(Pages.OPEN_METRICS, added, "a{b=\"c\"} 1\n");
    assertEquals(
        Labels.of("b", "c", "task_family", "orders"),
        merged.snapshots().get(0).getDataPoints().get(0).getLabels());
  }
}
