package io.github.ecsmetrics.agent.families;

import io.github.ecsmetrics.agent.shaded.prometheus.metrics.model.snapshots.Labels;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What an application's own exposition of 2,000 series costs, and what scanning and merging that
 * text costs, with four labels added.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
public class FamilyBenchmark {
  private static final Labels TASK =
      Labels.of(
          "container_name", "application",
          "task_family", "orders-production",
          "task_id", "0c1f5ae4a6a94a8e9e3b0f6d4c2b1a90",
          "task_revision", "17");

  @Param({"false", "true"})
  boolean openMetrics;

  /** Whether requests have buckets; otherwise a count and a sum. */
  @Param({"false", "true"})
  boolean histogram;

  /** The library of the application. */
  @Param({"micrometer", "client_java"})
  String library;

  private TextFormat format;
  private String contentType;
  private PrometheusMeterRegistry micrometer;
  private PrometheusRegistry clientJava;
  private ExpositionFormatWriter writer;
  private byte[] page;

  @Setup
  public void setUp() throws IOException {
    format = openMetrics ? TextFormat.OPEN_METRICS : TextFormat.PLAIN;
    contentType = format.contentType();
    writer =
        openMetrics ? OpenMetricsTextFormatWriter.create() : PrometheusTextFormatWriter.create();
    if (library.equals("micrometer")) micrometer = SpringBootMeters.registry(histogram);
    else clientJava = ClientJavaMetrics.registry(histogram);
    page = expose();
    MergedFamilies merged = (MergedFamilies) merge();
    if (merged.invalid() + merged.conflicts() > 0) throw new IllegalStateException("left out");
  }

  int pageLength() {
    return page.length;
  }

  /** What the application does in any case. */
  @Benchmark
  public byte[] expose() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(page == null ? 32 : page.length);
    if (micrometer != null) micrometer.scrape(out, contentType);
    else writer.write(out, clientJava.scrape());
    return out.toByteArray();
  }

  /** What merging adds. */
  @Benchmark
  public Object merge() {
    FamilyMerge merge = new FamilyMerge(format, new FamilyNames(), true, TASK, null);
    merge.add(FamilyPage.scan(page, page.length, format));
    return merge.finish();
  }
}
