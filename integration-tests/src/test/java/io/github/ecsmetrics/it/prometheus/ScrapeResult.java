package io.github.ecsmetrics.it.prometheus;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The result of one scrape in the text format: the raw text, and its parsed lines. */
record ScrapeResult(String text, List<Line> lines) {
  private static final Pattern METRIC_IN_QUERY =
      Pattern.compile("(?<![\\w:\"])(ee|jvm|process|http)_[a-z0-9_]*[a-z0-9](?![\\w:\"])");

  /** One sample: {@code name{labels} value}; {@code labels} is without the braces. */
  record Line(String name, String labels, String value) {
    static Line parse(String line) {
      int space = line.lastIndexOf(' ');
      int brace = line.indexOf('{');
      if (brace < 0) return new Line(line.substring(0, space), "", line.substring(space + 1));
      return new Line(
          line.substring(0, brace),
          line.substring(brace + 1, space - 1),
          line.substring(space + 1));
    }
  }

  static ScrapeResult parse(String text) {
    return new ScrapeResult(
        text, text.lines().filter(line -> !line.startsWith("#")).map(Line::parse).toList());
  }

  /** Only the lines whose metrics have other names. */
  ScrapeResult without(String names) {
    return new ScrapeResult(
        text, lines.stream().filter(line -> !line.name().matches(names)).toList());
  }

  Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (Line line : lines) names.add(line.name());
    return names;
  }

  /** The metrics that a query names and this scrape has not. */
  Set<String> missing(String promql) {
    Set<String> missing = new TreeSet<>();
    Matcher matcher = METRIC_IN_QUERY.matcher(promql);
    while (matcher.find()) missing.add(matcher.group());
    missing.removeAll(names());
    return missing;
  }
}
