package io.github.ecsmetrics.it.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Program;
import io.github.ecsmetrics.it.PrometheusServer;
import io.github.ecsmetrics.it.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every expression of the rules and of the dashboards, on samples of a real scrape.
 *
 * <p>Seen elsewhere: with {@code type-and-unit-labels} divisions found no partner and panels were
 * empty (prometheus/prometheus#18635); {@code rate()} of what is no counter by name or type gives
 * "metric might not be a counter" on each panel (grafana/grafana#84636); shares of scheduler
 * periods were 0 / 0, since ECS leaves both counters at 0 (aws/amazon-ecs-agent#4473).
 */
class ExpressionsIT {
  private static final Set<String> OF_THE_FEATURE = Set.of("__type__", "__unit__");

  private static Twins busy;
  private static Twins idle;
  private static List<Expression> expressions;

  @BeforeAll
  static void fill(@TempDir Path folder) throws Exception {
    Program.onPath("prometheus");
    String scrape;
    try (FullTask task = FullTask.start()) {
      scrape = task.openMetrics("jvm_memory_pool_allocated_bytes_total{");
    }
    long end = System.currentTimeMillis() / 1000;
    busy = Twins.start(folder.resolve("busy"), History.busy(scrape, end));
    idle = Twins.start(folder.resolve("idle"), History.idle(scrape, end));
    expressions = Expression.all(busy.plain().rules(), busy.plain());
  }

  @AfterAll
  static void stop() {
    if (idle != null) idle.close();
    if (busy != null) busy.close();
  }

  static List<Expression> expressions() {
    return expressions;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("expressions")
  void labelsOfTheFeatureChangeNothing(Expression expression) throws Exception {
    Assumptions.assumeTrue(busy.knowTheFeature(), "no type-and-unit-labels in this Prometheus");
    for (Twins twins : List.of(busy, idle)) {
      assertEquals(
          values(twins, twins.plain(), expression),
          values(twins, twins.typed(), expression),
          expression.promql());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("expressions")
  void resultsAreNumbersAndGetNoNotice(Expression expression) throws Exception {
    for (Twins twins : List.of(busy, idle)) {
      for (PrometheusServer server : List.of(twins.plain(), twins.typed())) {
        assertEquals(List.of(), server.notices(expression.promql(), twins.history().end()));
        Map<Map<String, String>, Double> values = values(twins, server, expression);
        assertTrue(values.values().stream().allMatch(Double::isFinite), values.toString());
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("expressions")
  void everyResultHasDataIfThereIsSome(Expression expression) throws Exception {
    assertFalse(values(busy, busy.plain(), expression).isEmpty(), expression.promql());
  }

  /**
   * Everything grows by one a second: two containers' use of one disk, a volume on that disk which
   * lists the same, and one interface that both containers repeat.
   */
  @ParameterizedTest
  @CsvSource({
    "Disk, 2",
    "Disk by revision, 2",
    "Disk per container, 1",
    "Disk operations per container, 1",
    "Network, 1",
    "Network by revision, 1",
    "Network by interface, 1",
  })
  void devicesAndInterfacesAreNotAddedUp(String title, double perSecond) throws Exception {
    List<Double> shown = new ArrayList<>();
    for (Expression expression : expressions) {
      if (!expression.where().endsWith(": " + title)) continue;
      shown.addAll(values(busy, busy.plain(), expression).values());
    }
    assertFalse(shown.isEmpty());
    for (double value : shown) assertEquals(perSecond, value, 1e-9);
  }

  /** One request of each of three kinds and one second of the CPU, in each second. */
  @Test
  void requestsOfTheApplicationJoinWithTheCpuOfTheTask() throws Exception {
    List<List<Double>> results = new ArrayList<>();
    for (String query : Docs.queries("application-metrics.md")) {
      List<Double> values = new ArrayList<>();
      for (Sample sample : busy.plain().query(query, busy.history().end())) {
        values.add(sample.value());
      }
      results.add(values);
    }
    assertEquals(List.of(List.of(3.0), List.of(3.0)), results);
  }

  /** The history has ten minutes. */
  @ParameterizedTest
  @ValueSource(strings = {"ecs-task.json", "ecs-fleet.json"})
  void revisionIsAnnotatedInItsFirstFiveMinutesOnly(String file) throws Exception {
    Dashboard dashboard = Dashboard.read(file);
    Map<String, String> variables = dashboard.values(busy.plain());
    assertEquals(1, dashboard.annotations().size());
    String promql = Dashboard.substitute(dashboard.annotations().get(0).promql(), variables);
    long end = busy.history().end();
    for (PrometheusServer server : List.of(busy.plain(), busy.typed())) {
      assertEquals(1, server.query(promql, end - 9 * 60).size());
      assertEquals(1, server.query(promql, end - 6 * 60).size());
      assertEquals(List.of(), server.query(promql, end - 4 * 60));
      assertEquals(List.of(), server.query(promql, end));
    }
  }

  /** One CPU, and 724 MiB of two containers: a quarter more is 1.25 CPUs and 905 MiB. */
  @Test
  void suggestedSizeIsTheNextAboveAQuarterMore() throws Exception {
    Dashboard dashboard = Dashboard.read("ecs-fleet.json");
    Map<String, String> variables = dashboard.values(busy.plain());
    List<Double> row = new ArrayList<>();
    for (Dashboard.Query query : dashboard.table("Families").queries()) {
      String promql = Dashboard.substitute(query.promql(), variables);
      for (Sample sample : busy.plain().query(promql, busy.history().end())) {
        row.add(sample.value());
      }
    }
    assertEquals(9, row.size());
    assertEquals(1, row.get(1), 1e-9);
    assertEquals(2, row.get(2), 1e-9);
    assertEquals(771751936 - 67108864 + 58720256 - 4194304, row.get(5));
    assertEquals(1073741824, row.get(6));
  }

  private static Map<Map<String, String>, Double> values(
      Twins twins, PrometheusServer server, Expression expression)
      throws IOException, InterruptedException {
    Map<Map<String, String>, Double> values = new HashMap<>();
    for (Sample sample : server.query(expression.promql(), twins.history().end())) {
      Map<String, String> labels = new HashMap<>(sample.labels());
      labels.remove("__name__");
      if (!expression.labelsShow()) labels.keySet().removeAll(OF_THE_FEATURE);
      values.put(labels, sample.value());
    }
    return values;
  }
}
