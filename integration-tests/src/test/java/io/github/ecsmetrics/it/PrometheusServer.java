package io.github.ecsmetrics.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The {@code prometheus} server with one job, {@code ecs}, scraped every second. */
public final class PrometheusServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunningJvm process;
  private final int port;

  /** Asks a process that has the API of Prometheus on that port. */
  public PrometheusServer(RunningJvm process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Keeps its data in {@code folder}; targets are {@code host:port}. */
  public static PrometheusServer start(Path folder, List<String> targets)
      throws IOException, InterruptedException {
    return start(folder, targets, "{}");
  }

  /**
   * The same with more about the job.
   *
   * @param httpConfig {@code basic_auth}, {@code tls_config} and the like, as one YAML mapping
   */
  public static PrometheusServer start(Path folder, List<String> targets, String httpConfig)
      throws IOException, InterruptedException {
    Path config =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global:
              scrape_interval: 1s
              scrape_timeout: 1s
            scrape_configs:
              - <<: %s
                job_name: ecs
                static_configs:
                  - targets: %s
            """
                .formatted(httpConfig, JSON.writeValueAsString(targets)));
    return start(config);
  }

  /** Keeps its data in the folder of that file. */
  public static PrometheusServer start(Path config, String... options)
      throws IOException, InterruptedException {
    Path program = Program.onPath("prometheus");
    Path folder = config.getParent();
    int port = Ports.free();
    RunningJvm process =
        JvmCommand.tool(program)
            .options("--config.file=" + config, "--storage.tsdb.path=" + folder.resolve("data"))
            .options("--web.listen-address=127.0.0.1:" + port)
            .options(options)
            .start();
    PrometheusServer server = new PrometheusServer(process, port);
    process.await(server::isReady, "Prometheus is ready");
    return server;
  }

  /** An instant query, sorted by instance: one value a series, or for {@code x[1m]} all of them. */
  public List<Sample> query(String promql) throws IOException, InterruptedException {
    return samples(ask("/api/v1/query?query=" + encode(promql)));
  }

  /**
   * @param time in seconds since the epoch
   */
  public List<Sample> query(String promql, long time) throws IOException, InterruptedException {
    return samples(ask("/api/v1/query?time=" + time + "&query=" + encode(promql)));
  }

  /** The infos and warnings in the response to that query. */
  public List<String> notices(String promql, long time) throws IOException, InterruptedException {
    JsonNode answer = answer("/api/v1/query?time=" + time + "&query=" + encode(promql));
    List<String> notices = new ArrayList<>();
    for (String kind : List.of("infos", "warnings")) {
      for (JsonNode notice : answer.path(kind)) notices.add(notice.asText());
    }
    return notices;
  }

  /** All that it has loaded, in their order. */
  public List<Rule> rules() throws IOException, InterruptedException {
    List<Rule> rules = new ArrayList<>();
    for (JsonNode group : ask("/api/v1/rules").get("groups")) {
      for (JsonNode rule : group.get("rules")) {
        boolean records = rule.get("type").asText().equals("recording");
        rules.add(new Rule(rule.get("name").asText(), rule.get("query").asText(), records));
      }
    }
    return rules;
  }

  /** As a panel asks, for a value every {@code step} seconds. */
  public List<Sample> queryRange(String promql, long from, long to, int step)
      throws IOException, InterruptedException {
    String range = "start=" + from + "&end=" + to + "&step=" + step;
    return samples(ask("/api/v1/query_range?" + range + "&query=" + encode(promql)));
  }

  /** The exemplars of the selected series of the last hour: their labels, and {@code value}. */
  public List<Map<String, String>> exemplars(String promql)
      throws IOException, InterruptedException {
    long now = System.currentTimeMillis() / 1000;
    String range = "start=" + (now - 3600) + "&end=" + (now + 60);
    List<Map<String, String>> exemplars = new ArrayList<>();
    for (JsonNode series : ask("/api/v1/query_exemplars?" + range + "&query=" + encode(promql))) {
      for (JsonNode exemplar : series.get("exemplars")) {
        Map<String, String> found = new TreeMap<>();
        found.putAll(JSON.convertValue(exemplar.get("labels"), new TypeReference<>() {}));
        found.put("value", exemplar.get("value").asText());
        exemplars.add(found);
      }
    }
    return exemplars;
  }

  /** The values that a label has on the selected series, at any time. */
  public List<String> labelValues(String label, String selector)
      throws IOException, InterruptedException {
    JsonNode values = ask("/api/v1/label/" + label + "/values?match%5B%5D=" + encode(selector));
    return JSON.convertValue(values, new TypeReference<>() {});
  }

  /** The labels of each target, sorted by instance, when there are {@code count}. */
  public List<Map<String, String>> targets(int count) throws InterruptedException {
    List<Map<String, String>> found = new ArrayList<>();
    process.await(
        () -> {
          found.clear();
          for (JsonNode target : ask("/api/v1/targets").get("activeTargets")) {
            found.add(JSON.convertValue(target.get("labels"), new TypeReference<>() {}));
          }
          return found.size() == count;
        },
        count + " targets");
    found.sort((one, other) -> one.get("instance").compareTo(other.get("instance")));
    return found;
  }

  /** What its log has of scrapes that were not stored in full, for example for a series twice. */
  public String warnings() {
    return process
        .stderr()
        .lines()
        .filter(line -> line.contains("level=WARN") || line.contains("level=ERROR"))
        .collect(Collectors.joining("\n"));
  }

  /** Asks until every series of the answer holds, and there are {@code count} of them. */
  public void await(int count, String promql) throws InterruptedException {
    process.await(() -> query(promql).size() == count, promql + " has " + count + " series");
  }

  /** The {@code data} of an answer. */
  private JsonNode ask(String path) throws IOException, InterruptedException {
    return answer(path).get("data");
  }

  private JsonNode answer(String path) throws IOException, InterruptedException {
    Answer answer = Answer.get(port, path);
    JsonNode json = JSON.readTree(answer.body());
    if (answer.status() != 200) throw new AssertionError(path + ": " + json);
    return json;
  }

  private boolean isReady() throws IOException, InterruptedException {
    try {
      return Answer.get(port, "/-/ready").status() == 200;
    } catch (ConnectException e) {
      return false;
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static List<Sample> samples(JsonNode data) {
    List<Sample> samples = new ArrayList<>();
    for (JsonNode series : data.get("result")) {
      JsonNode values = series.has("values") ? series.get("values") : singleton(series);
      samples.add(sample(series.path("metric"), values));
    }
    samples.sort((one, other) -> one.label("instance").compareTo(other.label("instance")));
    return samples;
  }

  private static JsonNode singleton(JsonNode series) {
    return JSON.createArrayNode().add(series.get("value"));
  }

  private static Sample sample(JsonNode labels, JsonNode values) {
    double[] times = new double[values.size()];
    double[] numbers = new double[values.size()];
    for (int i = 0; i < times.length; i++) {
      times[i] = values.get(i).get(0).asDouble();
      numbers[i] = Double.parseDouble(values.get(i).get(1).asText().replace("Inf", "Infinity"));
    }
    Map<String, String> map = JSON.convertValue(labels, new TypeReference<>() {});
    return new Sample(map, times, numbers);
  }

  @Override
  public void close() {
    process.close();
  }
}
