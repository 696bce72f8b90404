package io.github.ecsmetrics.agent.exposition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotTextsTest {
  private final List<MetricSnapshot> written = new ArrayList<>();
  private final SnapshotTexts texts = new SnapshotTexts(new Recording(), new byte[0]);

  /** client_java's writer, which says what it was given. */
  private final class Recording implements ExpositionFormatWriter {
    private final ExpositionFormatWriter writer = PrometheusTextFormatWriter.create();

    @Override
    public boolean accepts(String accept) {
      return writer.accepts(accept);
    }

    @Override
    public void write(OutputStream out, MetricSnapshots snapshots, EscapingScheme escaping)
        throws IOException {
      written.clear();
      snapshots.forEach(written::add);
      writer.write(out, snapshots, escaping);
    }

    @Override
    public String getContentType() {
      return writer.getContentType();
    }
  }

  private static final class WithoutComments implements ExpositionFormatWriter {
    private final ExpositionFormatWriter writer = PrometheusTextFormatWriter.create();

    @Override
    public boolean accepts(String accept) {
      return writer.accepts(accept);
    }

    @Override
    public void write(OutputStream out, MetricSnapshots snapshots, EscapingScheme escaping)
        throws IOException {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      writer.write(whole, snapshots, escaping);
      for (String line : whole.toString(UTF_8).split("(?<=\n)")) {
        if (!line.startsWith("#")) out.write(line.getBytes(UTF_8));
      }
    }

    @Override
    public String getContentType() {
      return writer.getContentType();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void expositionIsThatOfClientJavasWriterWhicheverSnapshotsStay(boolean open) throws Exception {
    MetricSnapshot a = gauge("a", 1);
    MetricSnapshot b = counter("b", 2);
    MetricSnapshot c = summary("c", 3);
    MetricSnapshot d = info("d", "# TYPE \n x");
    MetricSnapshot nothing = GaugeSnapshot.builder().name("c_empty").build();
    MetricSnapshots same = new MetricSnapshots(b, d);
    MetricSnapshots[] scrapes = {
      new MetricSnapshots(a, b, c, nothing, d),
      new MetricSnapshots(a, b, c, nothing, d),
      new MetricSnapshots(a, counter("b", 4), c, nothing, d),
      new MetricSnapshots(gauge("a", 5), b, summary("c", 6), info("d", "#")),
      new MetricSnapshots(a, d),
      new MetricSnapshots(nothing),
      new MetricSnapshots(),
      new MetricSnapshots(d, nothing),
      new MetricSnapshots(b, d, nothing),
      same,
      same,
    };
    AtomicReference<MetricSnapshots> now = new AtomicReference<>();
    MultiCollector constant = () -> new MetricSnapshots(gauge("_first", 7));
    List<MultiCollector> collectors = List.of(constant, now::get);
    ServedMetrics metrics = new ServedMetrics(collectors, null);
    Exposition exposition = open ? Exposition.openMetrics(metrics) : Exposition.plain(metrics);
    for (MetricSnapshots scrape : scrapes) {
      now.set(scrape);
      ExpositionFormatWriter writer =
          open ? OpenMetricsTextFormatWriter.create() : PrometheusTextFormatWriter.create();
      PrometheusRegistry registry = new PrometheusRegistry();
      collectors.forEach(registry::register);
      ByteArrayOutputStream expected = new ByteArrayOutputStream();
      writer.write(expected, registry.scrape());
      assertEquals(expected.toString(UTF_8), text(exposition.collect(null)));
    }
  }

  @Test
  void whatStaysIsWrittenOnce() throws Exception {
    MetricSnapshot a = gauge("a", 1);
    MetricSnapshot z = gauge("z", 2);
    texts.of(new MetricSnapshots(a, counter("b", 1), z));
    MetricSnapshot moved = counter("b", 2);
    texts.of(new MetricSnapshots(a, moved, z));
    assertEquals(List.of(moved), written);
  }

  @Test
  void whatHasNotBeenCollectedAnewIsTheSameText() throws Exception {
    MetricSnapshots snapshots = new MetricSnapshots(gauge("a", 1));
    assertSame(texts.of(snapshots), texts.of(snapshots));
  }

  /** A writer of another version may write anything; then each snapshot has its own call. */
  @Test
  void textThatCannotBeCutIsWrittenSnapshotBySnapshot() throws Exception {
    SnapshotTexts uncut = new SnapshotTexts(new WithoutComments(), new byte[0]);
    MetricSnapshot a = gauge("a", 1);
    String both = "a{pool=\"x\"} 1.0\na{pool=\"y\"} 1.0\nb_total ";
    assertEquals(both + "1.0\n", text(uncut.of(new MetricSnapshots(a, counter("b", 1)))));
    assertEquals(both + "2.0\n", text(uncut.of(new MetricSnapshots(a, counter("b", 2)))));
  }

  @Test
  void whatHasGoneIsForgotten() throws Exception {
    MetricSnapshot a = gauge("a", 1);
    texts.of(new MetricSnapshots(a));
    texts.of(new MetricSnapshots(gauge("z", 2)));
    texts.of(new MetricSnapshots(a));
    assertEquals(List.of(a), written);
  }

  private static String text(byte[]... pieces) throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) all.write(piece);
    return all.toString(UTF_8);
  }

  private static MetricSnapshot gauge(String name, double value) {
    return GaugeSnapshot.builder()
        .name(name)
        .help("# A line\nand one more")
        .dataPoint(new GaugeDataPointSnapshot(value, Labels.of("pool", "x"), null))
        .dataPoint(new GaugeDataPointSnapshot(value, Labels.of("pool", "y"), null))
        .build();
  }

  private static MetricSnapshot counter(String name, double value) {
    return CounterSnapshot.builder()
        .name(name)
        .dataPoint(new CounterDataPointSnapshot(value, Labels.EMPTY, null, 0))
        .build();
  }

  private static MetricSnapshot summary(String name, long count) {
    return SummarySnapshot.builder()
        .name(name)
        .dataPoint(SummaryDataPointSnapshot.builder().count(count).sum(1.5).build())
        .build();
  }

  private static MetricSnapshot info(String name, String value) {
    return InfoSnapshot.builder()
        .name(name)
        .dataPoint(new InfoDataPointSnapshot(Labels.of("version", value)))
        .build();
  }
}
