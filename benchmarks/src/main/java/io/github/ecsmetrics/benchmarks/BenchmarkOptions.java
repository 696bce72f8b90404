package io.github.ecsmetrics.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What to measure.
 *
 * @param jdks feature numbers
 * @param figures of {@link #ALL}
 * @param rounds 0 for as many as each figure needs
 */
record BenchmarkOptions(
    List<String> jdks, List<String> figures, List<Contender> contenders, int rounds) {
  private static final List<String> ALL =
      List.of("hello", "quota", "idle", "lambdas", "spring", "scrape", "jar");

  /** Throws IllegalArgumentException with a message for people. */
  static BenchmarkOptions parse(String... arguments) {
    BenchmarkOptions options =
        new BenchmarkOptions(List.of("17", "25"), ALL, List.of(Contender.values()), 0);
    for (String argument : arguments) {
      List<String> values = List.of(argument.substring(argument.indexOf('=') + 1).split(","));
      options =
          switch (argument.replaceFirst("=.*", "")) {
            case "--jdk" ->
                new BenchmarkOptions(values, options.figures, options.contenders, options.rounds);
            case "--figures" ->
                new BenchmarkOptions(
                    options.jdks, known(values), options.contenders, options.rounds);
            case "--contenders" ->
                new BenchmarkOptions(
                    options.jdks, options.figures, contenders(values), options.rounds);
            case "--rounds" ->
                new BenchmarkOptions(
                    options.jdks,
                    options.figures,
                    options.contenders,
                    Integer.parseInt(values.get(0)));
            default ->
                throw new IllegalArgumentException(
                    argument
                        + ": the options are --jdk=17,25 --figures="
                        + String.join(",", ALL)
                        + " --contenders=none,empty,ours,jmx_exporter,opentelemetry,datadog --rounds=N");
          };
    }
    return options;
  }

  private static List<String> known(List<String> figures) {
    for (String figure : figures) {
      if (!ALL.contains(figure)) throw new IllegalArgumentException("figures are " + ALL);
    }
    return figures;
  }

  private static List<Contender> contenders(List<String> names) {
    List<Contender> contenders = new ArrayList<>();
    for (String name : names) contenders.add(Contender.valueOf(name.toUpperCase(Locale.ROOT)));
    return contenders;
  }

  boolean has(String figure) {
    return figures.contains(figure);
  }

  /** The shorter a run, the more of them. */
  int rounds(String figure) {
    if (figure.equals("jar")) return 1;
    if (rounds > 0) return rounds;
    return figure.equals("hello") ? 11 : 5;
  }
}
