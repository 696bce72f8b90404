package io.github.ecsmetrics.it.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecsmetrics.it.Program;
import io.github.ecsmetrics.it.PrometheusServer;
import io.github.ecsmetrics.it.Sample;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Grafana would ask a Prometheus that scrapes the agent. */
class DashboardIT {
  private static final String TASK = "ecs-task.json";
  private static final String FLEET = "ecs-fleet.json";

  private static final Map<String, Map<String, String>> VALUES = new HashMap<>();
  private static FullTask task;
  private static PrometheusServer prometheus;

  @BeforeAll
  static void scrapeForAWhile(@TempDir Path folder) throws Exception {
    Program.onPath("prometheus");
    task = FullTask.start();
    task.metrics();
    prometheus = PrometheusServer.start(folder, List.of(task.target()));
    prometheus.await(1, "count_over_time(ee_task_info[1m]) >= 3");
    prometheus.await(1, "count(rate(jvm_memory_pool_allocated_bytes_total[1m]))");
    prometheus.await(1, "count(rate((1 * jvm_gc_collection_seconds_sum)[1m:15s]))");
    for (String file : List.of(TASK, FLEET)) {
      VALUES.put(file, Dashboard.read(file).values(prometheus));
    }
  }

  @AfterAll
  static void stop() {
    if (prometheus != null) prometheus.close();
    if (task != null) task.close();
  }

  static Stream<Arguments> panels() throws Exception {
    List<Arguments> panels = new ArrayList<>();
    for (String file : List.of(TASK, FLEET)) {
      for (Dashboard.Panel panel : Dashboard.read(file).panels()) {
        panels.add(Arguments.of(file, panel));
      }
    }
    return panels.stream();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("panels")
  void everyQueryReturnsData(String file, Dashboard.Panel panel) throws Exception {
    assertFalse(panel.queries().isEmpty());
    for (Dashboard.Query query : panel.queries()) {
      List<Sample> answer =
          prometheus.query(Dashboard.substitute(query.promql(), VALUES.get(file)));
      assertFalse(answer.isEmpty(), "no data: " + query.promql());
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("panels")
  void noQueryNamesAMetricThatTheAgentDoesNotServe(String file, Dashboard.Panel panel)
      throws Exception {
    ScrapeResult served = task.metrics();
    for (Dashboard.Query query : panel.queries()) {
      assertEquals(Set.of(), served.missing(query.promql()), query.promql());
    }
  }

  /** Grafana merges rows of a table's queries only if all labels that both have are equal. */
  @ParameterizedTest
  @CsvSource({
    TASK + ", Tasks, task_id, 1",
    TASK + ", Containers, container_id, 3",
    FLEET + ", Tasks, task_id, 1",
    FLEET + ", Families, task_family, 1"
  })
  void queriesOfATableShareItsRows(String file, String title, String id, int expected)
      throws Exception {
    Map<String, Map<String, String>> rows = new HashMap<>();
    for (Dashboard.Query query : Dashboard.read(file).table(title).queries()) {
      String promql = Dashboard.substitute(query.promql(), VALUES.get(file));
      for (Sample sample : prometheus.query(promql)) {
        Map<String, String> row = rows.computeIfAbsent(sample.label(id), key -> new HashMap<>());
        sample
            .labels()
            .forEach((label, value) -> assertEquals(row.getOrDefault(label, value), value, label));
        row.putAll(sample.labels());
      }
    }
    assertEquals(expected, rows.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {TASK, FLEET})
  void modelIsOneThatGrafanaImports(String file) throws Exception {
    JsonNode json = Dashboard.read(file).json();
    assertEquals(file, json.get("uid").asText() + ".json");
    assertTrue(json.get("id").isNull());
    assertEquals(39, json.get("schemaVersion").asInt());
    Set<Integer> ids = new HashSet<>();
    Set<List<Integer>> cells = new HashSet<>();
    for (JsonNode panel : json.get("panels")) {
      String title = panel.get("title").asText();
      assertTrue(ids.add(panel.get("id").asInt()), title);
      assertNoOverlap(panel.get("gridPos"), cells, title);
      if (panel.has("datasource")) {
        assertEquals("${datasource}", panel.at("/datasource/uid").asText(), title);
      }
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("panels")
  void seriesOfATaskLinkToItsLogs(String file, Dashboard.Panel panel) throws Exception {
    JsonNode links = panel.json().at("/fieldConfig/defaults/links");
    boolean perTask =
        panel.queries().stream().allMatch(query -> query.promql().contains("task_family"))
            && Set.of("timeseries", "state-timeline").contains(panel.json().get("type").asText());
    assertEquals(perTask, links.size() >= 2, panel.title());
    for (int i = 0; perTask && i < 2; i++) {
      String url =
          links
              .get(i)
              .get("url")
              .asText()
              .replace("${__field.labels.task_family}", "checkout")
              .replace("${__field.labels.task_revision}", "42")
              .replace("${log_stream:percentencode}", "app%3D~%60.%2B%60");
      String panes = URLDecoder.decode(url.split("panes=")[1], StandardCharsets.UTF_8);
      JsonNode query = new ObjectMapper().readTree(panes).at("/logs/queries/0");
      String asked = query.path("expr").asText() + query.path("expression").asText();
      assertTrue(asked.matches(".*task_family ?= ?['`]checkout['`].*"), asked);
      assertTrue(asked.matches(".*task_revision ?= ?['`]42['`].*"), asked);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {TASK, FLEET})
  void revisionThatIsNewIsAnnotated(String file) throws Exception {
    JsonNode annotation = Dashboard.read(file).json().at("/annotations/list/1");
    assertEquals("${datasource}", annotation.at("/datasource/uid").asText());
    String promql = Dashboard.substitute(annotation.get("expr").asText(), VALUES.get(file));
    List<Map<String, String>> marked = new ArrayList<>();
    for (Sample sample : prometheus.query(promql)) marked.add(sample.labels());
    assertEquals(List.of(Map.of("task_family", "checkout", "task_revision", "42")), marked);
  }

  private static void assertNoOverlap(JsonNode place, Set<List<Integer>> cells, String title) {
    int right = place.get("x").asInt() + place.get("w").asInt();
    assertTrue(right <= 24, title);
    for (int x = place.get("x").asInt(); x < right; x++) {
      for (int y = 0; y < place.get("h").asInt(); y++) {
        assertTrue(cells.add(List.of(x, place.get("y").asInt() + y)), title);
      }
    }
  }
}
