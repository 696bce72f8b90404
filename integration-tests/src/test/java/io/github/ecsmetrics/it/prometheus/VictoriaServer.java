package io.github.ecsmetrics.it.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecsmetrics.it.Answer;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.Ports;
import io.github.ecsmetrics.it.Program;
import io.github.ecsmetrics.it.PrometheusServer;
import io.github.ecsmetrics.it.RunningJvm;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** VictoriaMetrics, whose queries see samples at once. */
final class VictoriaServer implements AutoCloseable {
  /** Series that a server adds to a scrape. */
  private static final Set<String> OF_THE_SCRAPE =
      Set.of(
          "up",
          "scrape_duration_seconds",
          "scrape_response_size_bytes",
          "scrape_samples_limit",
          "scrape_samples_post_metric_relabeling",
          "scrape_samples_scraped",
          "scrape_series_added",
          "scrape_series_current",
          "scrape_series_limit",
          "scrape_timeout_seconds");

  private final RunningJvm process;
  private final int port;

  private VictoriaServer(RunningJvm process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * @param data a folder that does not exist yet
   */
  static VictoriaServer start(Path data, String... options) throws IOException {
    int port = Ports.free();
    RunningJvm process =
        JvmCommand.tool(Program.onPath("victoria-metrics"))
            .arguments("-storageDataPath=" + data)
            .arguments("-httpListenAddr=127.0.0.1:" + port)
            .arguments("-search.latencyOffset=0s")
            .arguments(options)
            .start();
    return new VictoriaServer(process, port);
  }

  /** Where it takes metrics by OTLP. */
  String otlpUrl() {
    return "http://127.0.0.1:" + port + "/opentelemetry/v1/metrics";
  }

  /** Its API of Prometheus. */
  PrometheusServer prometheus() {
    return new PrometheusServer(process, port);
  }

  void awaitSeries() throws InterruptedException {
    process.await(() -> series().size() > 100, "more than 100 series");
  }

  /** Waits until the answer to a query has that part. */
  void await(String promql, String part) throws InterruptedException {
    process.await(() -> query(promql).contains(part), promql + " has " + part);
  }

  /** Empty until the server listens. */
  private String query(String promql) throws IOException, InterruptedException {
    try {
      return Answer.get(port, "/api/v1/query?query=" + URLEncoder.encode(promql, UTF_8)).text();
    } catch (ConnectException notYet) {
      return "";
    }
  }

  /** All series by name and labels, without those labels that say where they came from. */
  Map<String, StoredSeries> series() throws IOException, InterruptedException {
    Map<String, StoredSeries> series = new TreeMap<>();
    String export;
    try {
      export = Answer.get(port, "/api/v1/export?match[]=%7B__name__!%3D%22%22%7D").text();
    } catch (ConnectException notYet) {
      return series;
    }
    for (String line : export.split("\n")) {
      if (line.isEmpty()) continue;
      JsonNode json = new ObjectMapper().readTree(line);
      Map<String, String> labels = new TreeMap<>();
      for (var label : json.get("metric").properties()) {
        labels.put(label.getKey(), label.getValue().asText());
      }
      String name = labels.remove("__name__");
      if (OF_THE_SCRAPE.contains(name)) continue;
      labels.keySet().removeIf(VictoriaServer::isOfTheReceiver);
      // It writes the bound of a pushed bucket as a whole number.
      labels.computeIfPresent("le", (label, bound) -> bound.replaceAll("\\.0$", ""));
      series.put(name + labels, StoredSeries.of(name, labels, json));
    }
    return series;
  }

  /** Attributes of the resource and the scope have dots. */
  static boolean isOfTheReceiver(String label) {
    return label.contains(".") || Set.of("__name__", "job", "instance").contains(label);
  }

  @Override
  public void close() {
    process.close();
  }
}
