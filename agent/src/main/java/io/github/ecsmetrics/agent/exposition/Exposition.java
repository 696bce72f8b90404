package io.github.ecsmetrics.agent.exposition;

import io.github.ecsmetrics.agent.families.TextFormat;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.util.function.Predicate;

/** Renders all metrics in one text format. */
public final class Exposition {
  private static final byte[] OPEN_METRICS_END = {'#', ' ', 'E', 'O', 'F', '\n'};
  private static final byte[] NOTHING = {};

  private final ServedMetrics metrics;
  private final ExpositionFormatWriter writer;
  private final SnapshotTexts[] texts;
  private final byte[] end;

  private Exposition(ServedMetrics metrics, ExpositionFormatWriter writer, byte[] end) {
    this.metrics = metrics;
    this.writer = writer;
    this.end = end;
    texts = texts(metrics.own.size() + (metrics.application == null ? 0 : 1));
  }

  /** An exposition in the Prometheus text format 0.0.4. */
  public static Exposition plain(ServedMetrics metrics) {
    return new Exposition(metrics, PrometheusTextFormatWriter.create(), NOTHING);
  }

  /** An exposition in OpenMetrics 1.0. */
  public static Exposition openMetrics(ServedMetrics metrics) {
    return new Exposition(metrics, OpenMetricsTextFormatWriter.create(), OPEN_METRICS_END);
  }

  /** The value of the header {@code Content-Type}, without the application's metrics. */
  public String contentType() {
    return writer.getContentType();
  }

  /**
   * The agent's own metrics: one piece for each collector, and the end.
   *
   * @param names selects metrics; null for all
   */
  public byte[][] collect(Predicate<String> names) throws IOException {
    MetricSnapshots[] own = new MetricSnapshots[metrics.own.size()];
    for (int i = 0; i < own.length; i++) {
      own[i] = names == null ? metrics.own.get(i).collect() : metrics.own.get(i).collect(names);
    }
    return pieces(own, names, NOTHING);
  }

  /**
   * The agent's own metrics and then the application's.
   *
   * @param format of this exposition
   * @param names selects metrics; null for all
   * @param end the last moment to wait for the application, on the scale of {@link System#nanoTime}
   */
  public byte[][] collectMerged(TextFormat format, Predicate<String> names, long end)
      throws IOException {
    MergedMetrics merged = MergedMetrics.collect(metrics, format, names, end);
    return pieces(merged.own, names, merged.application.text());
  }

  private byte[][] pieces(MetricSnapshots[] own, Predicate<String> names, byte[] application)
      throws IOException {
    byte[][] pieces = new byte[own.length + 2][];
    // The texts that are kept are those of all metrics.
    if (names == null) writeKept(own, pieces);
    else write(texts(own.length), own, pieces);
    pieces[own.length] = application;
    pieces[own.length + 1] = end;
    return pieces;
  }

  private synchronized void writeKept(MetricSnapshots[] own, byte[][] pieces) throws IOException {
    write(texts, own, pieces);
  }

  private static void write(SnapshotTexts[] texts, MetricSnapshots[] own, byte[][] pieces)
      throws IOException {
    for (int i = 0; i < own.length; i++) pieces[i] = texts[i].of(own[i]);
  }

  private SnapshotTexts[] texts(int count) {
    SnapshotTexts[] texts = new SnapshotTexts[count];
    for (int i = 0; i < count; i++) texts[i] = new SnapshotTexts(writer, end);
    return texts;
  }
}
