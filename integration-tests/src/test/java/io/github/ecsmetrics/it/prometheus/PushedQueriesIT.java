package io.github.ecsmetrics.it.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Profile;
import io.github.ecsmetrics.it.PrometheusServer;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.Sample;
import io.github.ecsmetrics.it.guest.Collecting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rules and dashboards on pushed series. Debian's Prometheus has no receiver of OTLP, in version
 * 2.42 nor in 3.5.
 */
class PushedQueriesIT {
  /** For rates; with the last metric that comes. */
  private static final String ENOUGH =
      "count(count_over_time(jvm_memory_pool_allocated_bytes_total[1m]) > 1)";

  /** A rule that fires in one store before the other if the machine is busy. */
  private static final String ON_A_BUSY_MACHINE = "EcsJvmWaitsForCpu";

  /** Rules without an answer from either store, and why. */
  private static final Map<String, String> EMPTY =
      Map.ofEntries(
          Map.entry("EcsTaskMemoryNearLimit", "it is below 90 % of its limit"),
          Map.entry("EcsContainerMemoryNearLimit", "they are below 90 % of theirs"),
          Map.entry("EcsTaskCpuNearLimit", "the counters of the endpoint stand still"),
          Map.entry("EcsContainerThrottled", "the counters of the endpoint stand still"),
          Map.entry(
              "container:ee_cpu_throttled_periods_percent:rate5m",
              "a share of no periods is no number"),
          Map.entry("EcsContainerRestarting", "no container restarts"),
          Map.entry("EcsTaskRestarting", "no container has started in the last half hour"),
          Map.entry("EcsEphemeralStorageFilling", "it is not filling"),
          Map.entry("EcsMetadataEndpointFailing", "the endpoint answers"),
          Map.entry("EcsAppMetricsFailing", "the application's page is read"),
          Map.entry("EcsClockNotSynchronized", "the clock is synchronized"),
          Map.entry("EcsMemoryHeadroomLow", "more than 10 % of the memory is left"),
          Map.entry("EcsProcessKilledForMemory", "no process was killed"));

  @TempDir private Path folder;

  /** With the labels {@code job} and {@code instance}, and as CloudWatch has them, without. */
  static Stream<Boolean> relabelled() {
    return Profile.MATRIX.sample(2, List.of(true, false));
  }

  @ParameterizedTest
  @MethodSource("relabelled")
  void rulesAndDashboardsAreAnsweredFromPushedSeries(boolean relabelled) throws Exception {
    Path rules = Docs.copy("rules.yml", folder);
    String[] options =
        relabelled
            ? new String[] {"-relabelConfig=" + Docs.copy("victoria-relabel.yml", folder)}
            : new String[0];
    try (VictoriaServer victoria = VictoriaServer.start(folder.resolve("pushed"), options);
        MetadataEndpoint endpoint = MetadataEndpoint.full();
        ApplicationPage application = ApplicationPage.start();
        RunningJvm jvm =
            JvmCommand.of(Collecting.class)
                .endpoint(endpoint)
                .agent(
                    "interval=1s",
                    "otlp.interval=1s",
                    "otlp.endpoint=" + victoria.otlpUrl(),
                    "app.metrics=" + application.url())
                .start()) {
      victoria.awaitSeries();
      PrometheusServer pushed = victoria.prometheus();
      jvm.awaitMetrics("jvm_memory_pool_allocated_bytes_total");
      try (PrometheusServer scraped = PrometheusServer.start(config(rules, jvm.port()))) {
        scraped.await(1, ENOUGH);
        pushed.await(1, ENOUGH);
        Map<Expression, Expression> left = pairs(scraped, pushed, relabelled);
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

  private Path config(Path rules, int port) throws IOException {
    Path own = Files.createDirectories(folder.resolve("scraped"));
    return Files.writeString(
        own.resolve("prometheus.yml"),
        """
        global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
        rule_files: ['%s']
        scrape_configs: [{job_name: ecs, static_configs: [{targets: ['127.0.0.1:%d']}]}]
        """
            .formatted(rules, port));
  }

  /** Each query with its variables' values in the one store, and in the other. */
  private static Map<Expression, Expression> pairs(
      PrometheusServer scraped, PrometheusServer pushed, boolean relabelled)
      throws IOException, InterruptedException {
    List<Expression> ofScraped = Expression.all(scraped.rules(), scraped);
    Set<String> mayBeEmpty = relabelled ? Set.of() : Set.of("instance");
    List<Expression> ofPushed = Expression.all(scraped.rules(), pushed, mayBeEmpty);
    assertTrue(ofScraped.size() > 50);
    Map<Expression, Expression> pairs = new LinkedHashMap<>();
    for (int i = 0; i < ofScraped.size(); i++) {
      if (ofScraped.get(i).where().endsWith(ON_A_BUSY_MACHINE)) continue;
      pairs.put(ofScraped.get(i), ofPushed.get(i));
    }
    return pairs;
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
      String name = each.getKey().where().replace("rules.yml: ", "");
      boolean answered = !expected.isEmpty() || EMPTY.containsKey(name);
      if (answered && expected.equals(actual)) different.remove(each.getKey());
      else different.put(each.getKey(), expected + " is pushed as " + actual);
    }
    left.keySet().retainAll(different.keySet());
    return different.isEmpty();
  }

  /** Without those that tell where a scrape or a push came from. */
  private static Set<Map<String, String>> labels(PrometheusServer server, Expression expression)
      throws IOException, InterruptedException {
    Set<Map<String, String>> labels = new HashSet<>();
    for (Sample sample : server.query(expression.promql())) {
      Map<String, String> own = new HashMap<>(sample.labels());
      own.keySet().removeIf(VictoriaServer::isOfTheReceiver);
      labels.add(own);
    }
    return labels;
  }
}
