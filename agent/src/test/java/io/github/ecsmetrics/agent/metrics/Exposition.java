package io.github.ecsmetrics.agent.metrics;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.agent.metadata.ContainerFilter;
import io.github.ecsmetrics.agent.otlp.ExportRequest;
import io.github.ecsmetrics.agent.otlp.OtlpEncoder;
import io.github.ecsmetrics.agent.otlp.Receiver;
import io.github.ecsmetrics.agent.otlp.Resource;
import io.github.ecsmetrics.agent.otlp.Temporality;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prometheus' text format as the tests compare it. */
final class Exposition {
  /** The version that {@code ee_agent_info} tells in tests. */
  static final String VERSION = "1.2.3";

  private Exposition() {}

  /** What a scrape of the task's series gives, with the default settings. */
  static String of(TaskMonitor monitor) {
    return of(monitor, new ContainerFilter(List.of(), List.of("~internal~ecs*")));
  }

  /** What a receiver of OTLP gets at the same moment. */
  static String pushed(TaskMonitor monitor) throws IOException {
    ContainerFilter filter = new ContainerFilter(List.of(), List.of("~internal~ecs*"));
    OtlpEncoder encoder =
        new OtlpEncoder(Resource.of(Map.of()), "agent", VERSION, Temporality.CUMULATIVE, 1);
    List<ExportRequest> requests = encoder.encode(registry(monitor, filter, false).scrape(), 2);
    return normalized(Receiver.text(requests));
  }

  static String of(TaskMonitor monitor, ContainerFilter filter) {
    return normalized(text(registry(monitor, filter, false).scrape()));
  }

  /** What is served, as an application has its metrics. */
  static PrometheusRegistry registry(
      TaskMonitor monitor, ContainerFilter filter, boolean jvmMetrics) {
    PrometheusRegistry registry = new PrometheusRegistry();
    MetricCollectors.create(monitor, filter, jvmMetrics, VERSION, null).forEach(registry::register);
    return registry;
  }

  static String text(MetricSnapshots snapshots) {
    return new String(bytes(snapshots), StandardCharsets.UTF_8);
  }

  /** The lines of OpenMetrics' text, which has units, with the value of those that are samples. */
  static Map<String, String> openMetrics(MetricSnapshots snapshots) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      OpenMetricsTextFormatWriter.create().write(out, snapshots);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : out.toString(StandardCharsets.UTF_8).split("\n")) {
      int value = line.startsWith("#") ? line.length() : line.lastIndexOf(' ');
      values.put(line.substring(0, value), line.substring(value));
    }
    return values;
  }

  static byte[] bytes(MetricSnapshots snapshots) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(128 * 1024);
    try {
      PrometheusTextFormatWriter.create().write(out, snapshots);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * Without the help texts, which docs/metrics.md is compared with, and without comments of the
   * form {@code ## ...}; values as plain decimals of the 15 digits that a double holds for certain.
   */
  static String normalized(String exposition) {
    StringBuilder normalized = new StringBuilder();
    for (String line : exposition.split("\n")) {
      if (line.startsWith("# HELP ") || line.startsWith("## ")) continue;
      int value = line.lastIndexOf(' ') + 1;
      boolean sample = !line.startsWith("#");
      normalized
          .append(sample ? line.substring(0, value) + plain(line.substring(value)) : line)
          .append('\n');
    }
    return normalized.toString();
  }

  private static String plain(String value) {
    BigDecimal decimal = new BigDecimal(Double.parseDouble(value)).round(new MathContext(15));
    return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
  }

  private static final String LABEL = "[a-z_]+=\"(?:[^\"\\\\]|\\\\[\\\\\"n])*+\"";
  private static final Pattern SAMPLE =
      Pattern.compile("([a-z_]+)(\\{" + LABEL + "(?:," + LABEL + ")*+\\})? (\\S+)");

  /** All series of what was polled, none of which may be negative but an exit code. */
  static Map<String, Double> series(TaskMonitor monitor) {
    ContainerFilter all = new ContainerFilter(List.of(), List.of());
    Map<String, Double> series =
        parse(text(new TaskCollector(monitor, all, "1", new ConstantLabels(null)).collect()));
    series.forEach(
        (line, value) ->
            assertTrue(
                value >= 0 || line.startsWith("ee_container_exit_code"),
                () -> line + " is " + value));
    return series;
  }

  /**
   * The samples by name and labels.
   *
   * @throws AssertionError if a line is malformed, comes twice, or stands below another metric's
   *     type
   */
  static Map<String, Double> parse(String exposition) {
    Map<String, Double> series = new HashMap<>();
    Set<String> types = new HashSet<>();
    String name = null;
    for (String line : exposition.split("\n")) {
      if (line.startsWith("# HELP ")) continue;
      if (line.startsWith("# TYPE ")) {
        name = line.split(" ")[2];
        assertTrue(types.add(name), () -> "twice: " + line);
        continue;
      }
      Matcher sample = SAMPLE.matcher(line);
      assertTrue(sample.matches(), () -> "malformed: " + line);
      assertTrue(line.startsWith(name), () -> "below another type: " + line);
      String key = line.substring(0, sample.start(3) - 1);
      assertNull(series.put(key, Double.valueOf(sample.group(3))), () -> "twice: " + line);
    }
    return series;
  }
}
