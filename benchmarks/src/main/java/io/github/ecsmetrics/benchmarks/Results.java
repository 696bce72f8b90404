package io.github.ecsmetrics.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured, by figure and contender; prints it as a table of medians with minimum and
 * maximum.
 *
 * <p>Where a figure is what a contender adds, it is paired: each run less the run of {@link
 * Contender#NONE} in the same round.
 */
final class Results {
  private final Map<String, Map<Contender, List<Double>>> figures = new LinkedHashMap<>();
  private final List<Contender> contenders;

  Results(List<Contender> contenders) {
    this.contenders = contenders;
  }

  void add(String figure, Contender contender, double value) {
    figures
        .computeIfAbsent(figure, any -> new EnumMap<>(Contender.class))
        .computeIfAbsent(contender, any -> new ArrayList<>())
        .add(value);
  }

  /** A figure that begins with {@code +} is what is added to {@link Contender#NONE}. */
  String table() {
    StringBuilder table = new StringBuilder("| figure |");
    for (Contender contender : contenders) table.append(' ').append(contender.title).append(" |");
    table.append("\n| --- |").append(" --- |".repeat(contenders.size())).append('\n');
    figures.forEach((figure, values) -> row(table, figure, values));
    return table.toString();
  }

  private void row(StringBuilder table, String figure, Map<Contender, List<Double>> values) {
    List<Double> none = figure.startsWith("+") ? values.get(Contender.NONE) : null;
    double ours = median(added(values.get(Contender.OURS), none));
    table.append("| ").append(figure).append(" |");
    for (Contender contender : contenders) {
      List<Double> all = values.get(contender);
      boolean base = contender == Contender.NONE && none != null;
      table.append(' ').append(base ? "(" : "");
      table.append(cell(base ? all : added(all, none)));
      if (contender.compareTo(Contender.OURS) > 0 && all != null && ours > 0)
        table.append(String.format(", x%.1f", median(added(all, none)) / ours));
      table.append(base ? ")" : "").append(" |");
    }
    table.append('\n');
  }

  private static List<Double> added(List<Double> values, List<Double> none) {
    if (values == null || none == null) return values;
    List<Double> added = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) added.add(values.get(i) - none.get(i));
    return added;
  }

  private static String cell(List<Double> values) {
    if (values == null) return "";
    List<Double> sorted = values.stream().sorted().toList();
    if (sorted.size() == 1) return number(sorted.get(0));
    return String.format(
        "%s [%s, %s]",
        number(median(sorted)), number(sorted.get(0)), number(sorted.get(sorted.size() - 1)));
  }

  private static double median(List<Double> values) {
    if (values == null) return 0;
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private static String number(double value) {
    return String.format(
        Math.abs(value) < 20 && value != Math.rint(value) ? "%.2f" : "%.0f", value);
  }
}
