package io.github.ecsmetrics.benchmarks;

import io.github.ecsmetrics.benchmarks.guest.EmptyAgent;
import io.github.ecsmetrics.benchmarks.guest.Hello;
import io.github.ecsmetrics.benchmarks.guest.Idle;
import io.github.ecsmetrics.benchmarks.guest.Lambdas;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Measures the contenders one after the other, round by round, and prints a table per JDK. */
public final class Compare {
  private final BenchmarkOptions options;

  private Compare(BenchmarkOptions options) {
    this.options = options;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Compare compare = new Compare(BenchmarkOptions.parse(arguments));
    Jars.write(Contender.EMPTY.jar(), EmptyAgent.class);
    Jars.write(Jars.GUESTS, Hello.class, Idle.class, Lambdas.class);
    for (Jdk jdk : Jdk.find(compare.options.jdks())) compare.on(jdk);
  }

  private void on(Jdk jdk) throws IOException, InterruptedException {
    System.out.printf(
        "%n### JDK %s%n%n%s, %d CPUs, load %.2f before",
        jdk.version(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        Runtime.getRuntime().availableProcessors(),
        load());
    Results results = new Results(options.contenders());
    try (Quota quota = options.has("quota") ? Quota.quarterCpu() : null) {
      for (String figure : options.figures()) {
        for (int round = 0; round < options.rounds(figure); round++) {
          for (Contender contender : options.contenders()) {
            measure(figure, new Figures(jdk, contender, results), quota);
          }
        }
      }
    }
    System.out.printf(", %.2f after%n%n%s", load(), results.table());
  }

  private static void measure(String figure, Figures figures, Quota quota)
      throws IOException, InterruptedException {
    switch (figure) {
      case "hello" -> figures.hello();
      case "quota" -> {
        if (quota != null) figures.quota(quota);
      }
      case "idle" -> figures.idle();
      case "lambdas" -> figures.lambdas();
      case "spring" -> figures.spring();
      case "scrape" -> figures.scrape();
      default -> figures.jar();
    }
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
