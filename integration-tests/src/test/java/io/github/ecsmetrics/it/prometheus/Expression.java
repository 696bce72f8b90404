package io.github.ecsmetrics.it.prometheus;

import io.github.ecsmetrics.it.PrometheusServer;
import io.github.ecsmetrics.it.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A query of the rules or of a dashboard, with its variables put in.
 *
 * @param labelsShow whether people see all labels of the result, as those of alerts and tables
 */
record Expression(String where, String promql, boolean labelsShow) {
  /**
   * All of them; the series that one rule records for another are replaced by its expression.
   *
   * @param server that has the series from which the values of variables come
   */
  static List<Expression> all(List<Rule> rules, PrometheusServer server)
      throws IOException, InterruptedException {
    return all(rules, server, Set.of());
  }

  /**
   * The same.
   *
   * @param mayBeEmpty variables that may have no value
   */
  static List<Expression> all(List<Rule> rules, PrometheusServer server, Set<String> mayBeEmpty)
      throws IOException, InterruptedException {
    List<Expression> all = new ArrayList<>();
    for (Rule rule : rules) {
      Rule calculated = rule;
      for (Rule other : rules) {
        if (other.records()) calculated = calculated.without(other);
      }
      all.add(new Expression("rules.yml: " + rule.name(), calculated.promql(), true));
    }
    for (String file : List.of("ecs-task.json", "ecs-fleet.json")) {
      Dashboard dashboard = Dashboard.read(file);
      Map<String, String> variables = dashboard.values(server, mayBeEmpty);
      for (Dashboard.Panel panel : dashboard.panels()) {
        for (Dashboard.Query query : panel.queries()) {
          String promql = Dashboard.substitute(query.promql(), variables);
          all.add(new Expression(file + ": " + panel.title(), promql, panel.isTable()));
        }
      }
    }
    return all;
  }

  @Override
  public String toString() {
    return where;
  }
}
