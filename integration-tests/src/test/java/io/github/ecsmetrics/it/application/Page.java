package io.github.ecsmetrics.it.application;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of metrics in the text format or OpenMetrics.
 *
 * @param types the type of each family, by the name in its TYPE line
 */
record Page(String text, Map<String, String> types, List<Series> series) {
  /** The labels that the agent adds. */
  static final Set<String> ADDED =
      Set.of("container_id", "container_name", "task_family", "task_revision");

  private static final String QUOTED = "\"((?:[^\"\\\\]|\\\\.)*)\"";
  private static final Pattern LABEL =
      Pattern.compile("(?:([\\w:.]+)|" + QUOTED + ")(?:=" + QUOTED + ")?,? *");
  private static final Pattern LINE =
      Pattern.compile(
          "([\\w:]*)(?:\\{((?:[^\"}]|" + QUOTED + ")*)})? ([^ ]+)(?: [0-9.]+)?(?: # (.*))?");

  /**
   * A sample.
   *
   * @param exemplar what stands behind {@code #}, null if there is none
   */
  record Series(String name, Map<String, String> labels, String value, String exemplar) {
    double number() {
      return Double.parseDouble(value.replace("Inf", "Infinity"));
    }

    /** Without the labels that the agent adds. */
    String key() {
      Map<String, String> own = new TreeMap<>(labels);
      own.keySet().removeAll(ADDED);
      return name + own;
    }
  }

  static Page parse(String text) {
    Map<String, String> types = new LinkedHashMap<>();
    List<Series> series = new ArrayList<>();
    for (String line : text.split("\n")) {
      if (line.startsWith("# TYPE ")) {
        int space = line.lastIndexOf(' ');
        String former = types.put(unquoted(line.substring(7, space)), line.substring(space + 1));
        if (former != null) throw new AssertionError("twice: " + line + "\n" + text);
      }
      if (!line.startsWith("#") && !line.isEmpty()) series.add(sample(line));
    }
    Set<Object> keys = new HashSet<>();
    for (Series each : series) {
      if (!keys.add(List.of(each.name, each.labels))) throw new AssertionError("twice: " + each);
    }
    return new Page(text, types, series);
  }

  private static Series sample(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) throw new AssertionError("no sample: " + line);
    String name = matcher.group(1);
    Map<String, String> labels = new TreeMap<>();
    if (matcher.group(2) != null) {
      Matcher label = LABEL.matcher(matcher.group(2));
      while (label.find()) {
        String key = label.group(1) == null ? label.group(2) : label.group(1);
        if (label.group(3) == null) name = key;
        else labels.put(key, label.group(3));
      }
    }
    return new Series(name, labels, matcher.group(4), matcher.group(5));
  }

  private static String unquoted(String name) {
    return name.startsWith("\"") ? name.substring(1, name.length() - 1) : name;
  }

  /** The series of that name with these labels among others, {@code key=value} each. */
  List<Series> all(String name, String... labels) {
    List<Series> found = new ArrayList<>();
    for (Series each : series) {
      if (each.name.equals(name) && has(each, labels)) found.add(each);
    }
    return found;
  }

  private static boolean has(Series series, String... labels) {
    for (String label : labels) {
      int equals = label.indexOf('=');
      String value = series.labels.get(label.substring(0, equals));
      if (!label.substring(equals + 1).equals(value)) return false;
    }
    return true;
  }

  /** The only one of them. */
  Series one(String name, String... labels) {
    List<Series> found = all(name, labels);
    if (found.size() != 1) throw new AssertionError(name + List.of(labels) + found + "\n" + text);
    return found.get(0);
  }

  double value(String name, String... labels) {
    return one(name, labels).number();
  }

  /** Whether it is there, and the agent has read all that the application has. */
  boolean isWhole() {
    return all("ee_app_metrics_success").stream().anyMatch(each -> each.number() == 1);
  }

  /**
   * Fails unless each series of the application's own page is here with the labels of the task, or
   * its family is one that this page has of the agent.
   *
   * @param agents names of families, a series of which has to be here too
   */
  void assertHasAllOf(Page own, Set<String> agents) {
    Map<String, Series> here = new TreeMap<>();
    for (Series each : series) here.put(each.key(), each);
    Set<String> missing = new TreeSet<>();
    for (Series each : own.series) {
      if (agents.contains(each.name)) continue;
      Series merged = here.get(each.key());
      if (merged == null || !merged.labels.keySet().containsAll(ADDED)) missing.add(each.key());
    }
    assertEquals(Set.of(), missing, () -> text);
  }

  /** The names of all samples. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (Series each : series) names.add(each.name);
    return names;
  }
}
