package io.github.ecsmetrics.it.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecsmetrics.it.Answer;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.Ports;
import io.github.ecsmetrics.it.RunningJvm;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The {@code prometheus} server with one job, {@code ecs}, scraped every second. */
final class PrometheusServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunningJvm process;
  private final int port;

  private PrometheusServer(RunningJvm process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Keeps its data in {@code folder}; targets are {@code host:port}. */
  static PrometheusServer start(Path folder, List<String> targets)
      throws IOException, InterruptedException {
    Path program = Program.onPath("prometheus");
    Path config =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global:
              scrape_interval: 1s
              scrape_timeout: 1s
            scrape_configs:
              - job_name: ecs
                static_configs:
                  - targets: %s
            """
                .formatted(JSON.writeValueAsString(targets)));
    int port = Ports.free();
    RunningJvm process =
        JvmCommand.tool(program)
            .options("--config.file=" + config, "--storage.tsdb.path=" + folder.resolve("data"))
            .options("--web.listen-address=127.0.0.1:" + port)
            .start();
    PrometheusServer server = new PrometheusServer(process, port);
    process.await(server::isReady, "Prometheus is ready");
    return server;
  }

  /** An instant query, sorted by instance: one value a series, or for {@code x[1m]} all of them. */
  List<Sample> query(String promql) throws IOException, InterruptedException {
    Answer answer = Answer.get(port, "/api/v1/query?query=" + URLEncoder.encode(promql, UTF_8));
    JsonNode json = JSON.readTree(answer.body());
    if (answer.status() != 200) throw new AssertionError(promql + ": " + json);
    List<Sample> samples = new ArrayList<>();
    for (JsonNode series : json.at("/data/result")) {
      JsonNode values = series.has("values") ? series.get("values") : singleton(series);
      samples.add(sample(series.get("metric"), values));
    }
    samples.sort((one, other) -> one.label("instance").compareTo(other.label("instance")));
    return samples;
  }

  /** Asks until every series of the answer holds, and there are {@code count} of them. */
  void await(int count, String promql) throws InterruptedException {
    process.await(() -> query(promql).size() == count, promql + " has " + count + " series");
  }

  private boolean isReady() throws IOException, InterruptedException {
    try {
      return Answer.get(port, "/-/ready").status() == 200;
    } catch (ConnectException e) {
      return false;
    }
  }

  private static JsonNode singleton(JsonNode series) {
    return JSON.createArrayNode().add(series.get("value"));
  }

  private static Sample sample(JsonNode labels, JsonNode values) {
    double[] times = new double[values.size()];
    double[] numbers = new double[values.size()];
    for (int i = 0; i < times.length; i++) {
      times[i] = values.get(i).get(0).asDouble();
      numbers[i] = Double.parseDouble(values.get(i).get(1).asText());
    }
    Map<String, String> map = JSON.convertValue(labels, new TypeReference<>() {});
    return new Sample(map, times, numbers);
  }

  @Override
  public void close() {
    process.close();
  }
}
