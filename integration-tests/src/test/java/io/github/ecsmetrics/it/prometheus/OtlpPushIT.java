package io.github.ecsmetrics.it.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecsmetrics.it.Answer;
import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Ports;
import io.github.ecsmetrics.it.Program;
import io.github.ecsmetrics.it.PrometheusServer;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.Sample;
import io.github.ecsmetrics.it.guest.Collecting;
import io.github.ecsmetrics.it.guest.NightlyJob;
import io.github.ecsmetrics.it.guest.Waiting;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pushes by OTLP to VictoriaMetrics, and to receivers that fail. */
class OtlpPushIT {
  private static final String EVERY_SECOND = "otlp.interval=1s";

  /** A rule that fires in one store before the other if the machine is busy. */
  private static final String ON_A_BUSY_MACHINE = "EcsJvmWaitsForCpu";

  /** For rates; with the last metric that comes. */
  private static final String ENOUGH =
      "count(count_over_time(jvm_memory_pool_allocated_bytes_total[1m]) > 1)";

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

  @TempDir private Path folder;

  /** One store scrapes the JVM, into another it pushes. */
  @Test
  void pushedSeriesAreThoseThatAreScraped() throws Exception {
    Path program = Program.onPath("victoria-metrics");
    int pushedPort = Ports.free();
    int scrapedPort = Ports.free();
    try (MetadataEndpoint endpoint = MetadataEndpoint.full();
        RunningJvm pushed = victoria(program, pushedPort, "pushed");
        RunningJvm jvm =
            JvmCommand.of(Collecting.class)
                .endpoint(endpoint)
                .agent("interval=10m", EVERY_SECOND, "otlp.endpoint=" + url(pushedPort))
                .start()) {
      pushed.await(() -> series(pushedPort).size() > 100, "a push");
      jvm.awaitMetrics("jvm_memory_pool_allocated_bytes_total");
      Path config = folder.resolve("scrape.yml");
      Files.writeString(
          config,
          """
          scrape_configs:
            - job_name: ecs
              scrape_interval: 1s
              static_configs: [{targets: ['127.0.0.1:%d']}]
          """
              .formatted(jvm.port()));
      try (RunningJvm scraped =
          victoria(program, scrapedPort, "scraped", "-promscrape.config=" + config)) {
        scraped.await(() -> series(scrapedPort).size() > 100, "a scrape");
        String same = "none";
        try {
          jvm.await(() -> difference(scrapedPort, pushedPort).isEmpty(), "the same series");
        } catch (AssertionError late) {
          same = difference(scrapedPort, pushedPort).toString();
        }
        assertEquals("none", same);
      }
      assertEquals("", jvm.stderr());
    }
  }

  /** Values of a series that moves by itself say nothing; the others have to be equal. */
  private static Map<String, String> series(int port) throws IOException, InterruptedException {
    Map<String, String> series = new TreeMap<>();
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
      labels.keySet().removeIf(OtlpPushIT::isOfTheReceiver);
      JsonNode values = json.get("values");
      // The kernel's numbers of the own container move by themselves.
      boolean own = "app".equals(labels.get("container_name"));
      boolean still = !own && (name.startsWith("ee_container") || name.startsWith("ee_task"));
      // VictoriaMetrics writes the bound of a pushed bucket as a whole number.
      labels.computeIfPresent("le", (label, bound) -> bound.replaceAll("\\.0$", ""));
      series.put(name + labels, still ? values.get(values.size() - 1).asText() : "moves");
    }
    return series;
  }

  /** Attributes of the resource and the scope have dots. */
  private static boolean isOfTheReceiver(String label) {
    return label.contains(".") || Set.of("__name__", "job", "instance").contains(label);
  }

  private static Map<String, String> difference(int scrapedPort, int pushedPort)
      throws IOException, InterruptedException {
    Map<String, String> scraped = series(scrapedPort);
    Map<String, String> pushed = series(pushedPort);
    Set<String> all = new TreeSet<>(scraped.keySet());
    all.addAll(pushed.keySet());
    Map<String, String> difference = new TreeMap<>();
    for (String key : all) {
      if (Objects.equals(scraped.get(key), pushed.get(key))) continue;
      difference.put(key, scraped.get(key) + " is pushed as " + pushed.get(key));
    }
    return difference;
  }

  private RunningJvm victoria(Path program, int port, String name, String... more)
      throws IOException {
    return JvmCommand.tool(program)
        .arguments("-storageDataPath=" + folder.resolve(name))
        .arguments("-httpListenAddr=127.0.0.1:" + port)
        .arguments("-search.latencyOffset=0s")
        .arguments(more)
        .start();
  }

  private static String url(int port) {
    return "http://127.0.0.1:" + port + "/opentelemetry/v1/metrics";
  }

  /** Debian's Prometheus has no receiver of OTLP, in version 2.42 nor in 3.5. */
  @Test
  void rulesAndDashboardsAreAnsweredFromPushedSeries() throws Exception {
    Path program = Program.onPath("victoria-metrics");
    Path rules = Docs.copy("rules.yml", folder);
    int port = Ports.free();
    String relabelling = "-relabelConfig=" + Docs.copy("victoria-relabel.yml", folder);
    try (RunningJvm victoria = victoria(program, port, "pushed", relabelling);
        MetadataEndpoint endpoint = MetadataEndpoint.full();
        RunningJvm jvm =
            JvmCommand.of(Collecting.class)
                .endpoint(endpoint)
                .agent("interval=1s", EVERY_SECOND, "otlp.endpoint=" + url(port))
                .start()) {
      victoria.await(() -> series(port).size() > 100, "a push");
      PrometheusServer pushed = new PrometheusServer(victoria, port);
      jvm.awaitMetrics("jvm_memory_pool_allocated_bytes_total");
      try (PrometheusServer scraped =
          PrometheusServer.start(config("scraped", rules, "['127.0.0.1:" + jvm.port() + "']"))) {
        scraped.await(1, ENOUGH);
        pushed.await(1, ENOUGH);
        List<Expression> ofScraped = Expression.all(scraped.rules(), scraped);
        List<Expression> ofPushed = Expression.all(scraped.rules(), pushed);
        assertTrue(ofScraped.size() > 50);
        Map<Expression, Expression> left = new LinkedHashMap<>();
        for (int i = 0; i < ofScraped.size(); i++) left.put(ofScraped.get(i), ofPushed.get(i));
        left.keySet().removeIf(each -> each.where().endsWith(ON_A_BUSY_MACHINE));
        Map<Expression, String> different = new LinkedHashMap<>();
        try {
          jvm.await(() -> compare(left, scraped, pushed, different), "the same answers");
        } catch (AssertionError late) {
          assertEquals(Map.of(), different);
        }
      }
      assertEquals("", jvm.stderr());
    }
  }

  /** Asks again only for those that were different. */
  private static boolean compare(
      Map<Expression, Expression> left,
      PrometheusServer scraped,
      PrometheusServer pushed,
      Map<Expression, String> different)
      throws IOException, InterruptedException {
    for (Map.Entry<Expression, Expression> each : left.entrySet()) {
      Set<Map<String, String>> expected = labels(scraped, each.getKey());
      Set<Map<String, String>> actual = labels(pushed, each.getValue());
      if (expected.equals(actual)) different.remove(each.getKey());
      else different.put(each.getKey(), expected + " is pushed as " + actual);
    }
    left.keySet().retainAll(different.keySet());
    return different.isEmpty();
  }

  private Path config(String name, Path rules, String targets) throws IOException {
    Path own = Files.createDirectories(folder.resolve(name));
    return Files.writeString(
        own.resolve("prometheus.yml"),
        """
        global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
        rule_files: ['%s']
        scrape_configs: [{job_name: ecs, static_configs: [{targets: %s}]}]
        """
            .formatted(rules, targets));
  }

  /** Without those that tell where a scrape or a push came from. */
  private static Set<Map<String, String>> labels(PrometheusServer server, Expression expression)
      throws IOException, InterruptedException {
    Set<Map<String, String>> labels = new HashSet<>();
    for (Sample sample : server.query(expression.promql())) {
      Map<String, String> own = new HashMap<>(sample.labels());
      own.keySet().removeIf(OtlpPushIT::isOfTheReceiver);
      labels.add(own);
    }
    return labels;
  }

  @Test
  void endOfTheJvmPushesOnceMore() throws Exception {
    try (MockWebServer receiver = new MockWebServer();
        MetadataEndpoint endpoint = MetadataEndpoint.full()) {
      receiver.enqueue(new MockResponse.Builder().code(200).build());
      receiver.start();
      Finished job = job(endpoint, address(receiver.getPort()), "push.timeout=30s");
      assertEquals("nightly job of checkout:42 done\n", job.stdout());
      assertEquals("", job.stderr());
      assertEquals(3, job.exitCode());
      assertEquals(1, receiver.getRequestCount());
    }
  }

  @Test
  void receiverThatHangsDelaysTheEndByTheTimeAtMost() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        MetadataEndpoint endpoint = MetadataEndpoint.full()) {
      String address = address(silent.getLocalPort());
      Finished job = job(endpoint, address, "push.timeout=1s");
      assertEquals(3, job.exitCode());
      assertEquals(
          "[ecs-metrics-agent] the last numbers were not pushed to "
              + address
              + ": not done within 1000 ms; the application is not affected\n",
          job.stderr());
    }
  }

  private static Finished job(MetadataEndpoint endpoint, String address, String... settings)
      throws Exception {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("otlp.interval=10m");
    all.add("otlp.endpoint=" + address);
    return JvmCommand.of(NightlyJob.class)
        .endpoint(endpoint)
        .agentByEnvironment(all.toArray(new String[0]))
        .arguments("3")
        .run();
  }

  private static String address(int port) {
    return "http://127.0.0.1:" + port + "/v1/metrics";
  }

  @Test
  void receiverThatIsGoneIsReportedOnceAndPushedToWhenItIsBack() throws Exception {
    int port = Ports.free();
    try (MetadataEndpoint endpoint = MetadataEndpoint.full();
        RunningJvm jvm =
            JvmCommand.of(Waiting.class)
                .endpoint(endpoint)
                .agent(EVERY_SECOND, "interval=1s", "otlp.endpoint=" + address(port))
                .start()) {
      jvm.awaitMetrics(
          text -> text.matches("(?s).*ee_agent_push_total\\{outcome=\"unreachable\"} [3-9].*"),
          "three pushes that failed");
      assertEquals(
          "[ecs-metrics-agent] metrics were not pushed to "
              + address(port)
              + ": connection refused; will push again, everything else works\n",
          jvm.stderr());
      try (MockWebServer receiver = new MockWebServer()) {
        for (int i = 0; i < 10; i++) {
          receiver.enqueue(new MockResponse.Builder().code(200).build());
        }
        receiver.start(port);
        jvm.awaitMetrics("ee_agent_push_total{outcome=\"success\"}");
      }
    }
  }

  @Test
  void nothingOfItIsLoadedIfItIsOff() throws Exception {
    Path log = folder.resolve("classes");
    try (MetadataEndpoint endpoint = MetadataEndpoint.full();
        RunningJvm jvm =
            JvmCommand.of(Waiting.class)
                .options("-Xlog:class+load:file=" + log)
                .endpoint(endpoint)
                .agent("interval=1s")
                .start()) {
      jvm.awaitMetrics("ee_container_cpu_usage_seconds_total{");
    }
    for (String name : Files.readAllLines(log)) {
      assertFalse(name.matches(".*ecsmetrics\\.agent\\.(push|otlp|aws)\\..*"), name);
    }
  }
}
