package io.github.ecsmetrics.agent.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What arrives has the names, types, help texts, labels and values of a scrape. */
class RoundTripTest {
  private static final Pattern BETWEEN_LABELS = Pattern.compile("[{},](?=$|[a-z0-9_]+=\")");

  private static final int RUNS = Boolean.getBoolean("matrix") ? 20 : 5;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void randomSnapshotsArriveAsAScrapeShowsThem(long seed) throws Exception {
    RandomSnapshots random = new RandomSnapshots(seed);
    for (int i = 0; i < RUNS; i++) {
      MetricSnapshots snapshots = random.next();
      OtlpEncoder encoder =
          new OtlpEncoder(Resource.of(Map.of()), "agent", "1", Temporality.CUMULATIVE, 0);
      List<ExportRequest> requests = encoder.encode(snapshots, 1);
      String text = Receiver.text(requests);
      assertEquals(normalized(scraped(snapshots)), normalized(text), "seed " + seed + ", run " + i);
    }
  }

  /** With labels sorted, since those of a state set have another order, and 1.0 for 1. */
  private static String normalized(String text) {
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\n")) {
      if (line.startsWith("#") || line.isEmpty()) {
        lines.add(line);
        continue;
      }
      int value = line.lastIndexOf(' ');
      String[] labels = BETWEEN_LABELS.split(line.substring(0, value));
      Arrays.sort(labels);
      double number = Double.parseDouble(line.substring(value).replace("Inf", "Infinity"));
      lines.add(String.join(" ", labels) + " = " + number);
    }
    return String.join("\n", lines);
  }

  private static String scraped(MetricSnapshots snapshots) throws Exception {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(text, snapshots);
    return text.toString(UTF_8);
  }
}
