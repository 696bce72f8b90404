package io.github.ecsmetrics.it.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecsmetrics.it.PrometheusServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Grafana dashboard, read as Grafana reads it: its panels and annotations with their queries, and
 * the variables that are put into them.
 */
record Dashboard(
    JsonNode json, List<Panel> panels, List<Query> annotations, List<Variable> variables) {
  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), ([a-z_]+)\\)");
  private static final Pattern VARIABLE = Pattern.compile("\\$([a-z_]+)");

  /** A query with its variables still in it, for one point in time or for a range. */
  record Query(String promql, boolean instant) {}

  /** A panel that is not a row. */
  record Panel(String title, JsonNode json, List<Query> queries) {
    /** Whether it shows all labels of the result. */
    boolean isTable() {
      return json.get("type").asText().equals("table");
    }

    /** The least distance of two points, in seconds. */
    int step() {
      return switch (json.path("interval").asText()) {
        case "5m" -> 300;
        case "1m" -> 60;
        default -> 15;
      };
    }

    @Override
    public String toString() {
      return title;
    }
  }

  /** A variable whose values are those of {@code label} on what {@code selector} selects. */
  record Variable(String name, String selector, String label, boolean includeAll, String allValue) {
    /** All values if the variable offers that; else the first value. */
    String most(List<String> values) {
      if (!includeAll) return values.get(0);
      if (!allValue.isEmpty()) return allValue;
      return "(" + String.join("|", values.stream().map(Variable::quoted).toList()) + ")";
    }

    /** As Grafana escapes a value for {@code =~} between quotes. */
    private static String quoted(String value) {
      return value.replaceAll("([.^$*+?()\\[\\]{}|])", "\\\\\\\\$1");
    }
  }

  static Dashboard read(String file) throws IOException {
    JsonNode json = new ObjectMapper().readTree(Docs.file("grafana/" + file).toFile());
    List<Panel> panels = new ArrayList<>();
    for (JsonNode panel : json.get("panels")) {
      if (panel.get("type").asText().equals("row")) continue;
      List<Query> queries = new ArrayList<>();
      for (JsonNode target : panel.get("targets")) {
        queries.add(new Query(target.get("expr").asText(), target.get("instant").asBoolean()));
      }
      panels.add(new Panel(panel.get("title").asText(), panel, queries));
    }
    List<Query> annotations = new ArrayList<>();
    for (JsonNode annotation : json.at("/annotations/list")) {
      if (annotation.has("expr"))
        annotations.add(new Query(annotation.get("expr").asText(), false));
    }
    List<Variable> variables = new ArrayList<>();
    for (JsonNode variable : json.at("/templating/list")) {
      if (variable.get("type").asText().equals("query")) variables.add(variable(variable));
    }
    return new Dashboard(json, panels, annotations, variables);
  }

  Panel table(String title) {
    return panels.stream()
        .filter(panel -> panel.isTable() && panel.title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  /**
   * A value for each variable, asked for as Grafana does, with those before it put in: the most
   * that can be chosen.
   */
  Map<String, String> values(PrometheusServer prometheus) throws IOException, InterruptedException {
    return values(prometheus, Set.of());
  }

  /**
   * The same.
   *
   * @param mayBeEmpty variables that may have no value
   */
  Map<String, String> values(PrometheusServer prometheus, Set<String> mayBeEmpty)
      throws IOException, InterruptedException {
    Map<String, String> values =
        new HashMap<>(Map.of("__rate_interval", "1m", "__interval", "15s"));
    for (Variable variable : variables) {
      String selector = substitute(variable.selector(), values);
      List<String> found = prometheus.labelValues(variable.label(), selector);
      if (found.isEmpty() && !mayBeEmpty.contains(variable.name()))
        throw new AssertionError("no values for $" + variable.name());
      values.put(variable.name(), variable.most(found));
    }
    return values;
  }

  /**
   * The query with the variables replaced; {@code $__rate_interval} and {@code $__interval} too.
   */
  static String substitute(String query, Map<String, String> values) {
    return VARIABLE
        .matcher(query)
        .replaceAll(
            match -> {
              String value = values.get(match.group(1));
              if (value == null) throw new AssertionError("no value for " + match.group());
              return Matcher.quoteReplacement(value);
            });
  }

  private static Variable variable(JsonNode json) {
    String query = json.at("/query/query").asText();
    Matcher matcher = LABEL_VALUES.matcher(query);
    if (!matcher.matches()) throw new AssertionError("not understood: " + query);
    return new Variable(
        json.get("name").asText(),
        matcher.group(1),
        matcher.group(2),
        json.get("includeAll").asBoolean(),
        json.path("allValue").asText());
  }
}
