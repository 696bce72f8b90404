package io.github.ecsmetrics.it;

/**
 * A rule as a Prometheus has loaded it.
 *
 * @param records whether its result becomes a series of that name; else it is an alert
 */
public record Rule(String name, String promql, boolean records) {
  /** The same rule with the series that {@code other} records replaced by its expression. */
  public Rule without(Rule other) {
    String calculated = "(" + other.promql + ")";
    String expanded =
        promql
            .replaceAll(other.name + "\\[(\\w+)]", calculated.replace("$", "\\$") + "[$1:1m]")
            .replace(other.name, calculated);
    return new Rule(name, expanded, records);
  }
}
