package io.github.ecsmetrics.agent.exposition;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/** Renders all metrics in one text format. */
public final class Exposition {
  private static final byte[] OPEN_METRICS_END = {'#', ' ', 'E', 'O', 'F', '\n'};
  private static final byte[] PLAIN_END = {};

  private final List<MultiCollector> collectors;
  private final ExpositionFormatWriter writer;
  private final SnapshotTexts[] texts;
  private final byte[] end;

  private Exposition(List<MultiCollector> collectors, ExpositionFormatWriter writer, byte[] end) {
    this.collectors = collectors;
    this.writer = writer;
    this.end = end;
    texts = new SnapshotTexts[collectors.size()];
    for (int i = 0; i < texts.length; i++) texts[i] = new SnapshotTexts(writer, end);
  }

  /** An exposition in the Prometheus text format 0.0.4. */
  public static Exposition plain(List<MultiCollector> collectors) {
    return new Exposition(collectors, PrometheusTextFormatWriter.create(), PLAIN_END);
  }

  /** An exposition in OpenMetrics 1.0. */
  public static Exposition openMetrics(List<MultiCollector> collectors) {
    return new Exposition(collectors, OpenMetricsTextFormatWriter.create(), OPEN_METRICS_END);
  }

  /** The value of the header {@code Content-Type}. */
  public String contentType() {
    return writer.getContentType();
  }

  /** The metrics whose names the filter accepts: one piece for each collector, and the end. */
  public byte[][] collect(Predicate<String> names) throws IOException {
    byte[][] pieces = new byte[texts.length + 1][];
    for (int i = 0; i < texts.length; i++) {
      pieces[i] = new SnapshotTexts(writer, end).of(collectors.get(i).collect(names));
    }
    pieces[texts.length] = end;
    return pieces;
  }

  /** All metrics: one piece for each collector, and the end. */
  public synchronized byte[][] collect() throws IOException {
    byte[][] pieces = new byte[texts.length + 1][];
    for (int i = 0; i < texts.length; i++) pieces[i] = texts[i].of(collectors.get(i).collect());
    pieces[texts.length] = end;
    return pieces;
  }
}
