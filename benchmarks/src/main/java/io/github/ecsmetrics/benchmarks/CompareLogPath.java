package io.github.ecsmetrics.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks of {@code logpath} with each agent in turn and prints a table row for each:
 * time and bytes of one event. The argument is a regular expression of benchmarks, default all.
 */
final class CompareLogPath {
  private CompareLogPath() {}

  public static void main(String[] arguments) throws Exception {
    String include = arguments.length == 0 ? "logpath" : arguments[0];
    try (Endpoint endpoint = new Endpoint(new FargateTask(2))) {
      System.out.println("| benchmark | own keys | agent | ns/event | ± | B/event |");
      System.out.println("| --- | --- | --- | --- | --- | --- |");
      for (Contender contender :
          List.of(Contender.NONE, Contender.OURS, Contender.OPENTELEMETRY, Contender.DATADOG)) {
        ChainedOptionsBuilder run =
            new OptionsBuilder()
                .include(include)
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .jvmArgsAppend(options(contender, endpoint).toArray(String[]::new));
        print(contender, new Runner(run.build()).run());
      }
    }
  }

  /** Both others with what makes them add constants to each event, and nothing that phones home. */
  private static List<String> options(Contender contender, Endpoint endpoint) {
    String agent = "-javaagent:" + contender.jar();
    return switch (contender) {
      case OURS -> List.of(agent + "=port=off,startup.wait=60s,metadata.uri=" + endpoint.uri());
      case OPENTELEMETRY ->
          List.of(
              agent,
              "-Dotel.traces.exporter=none",
              "-Dotel.logs.exporter=none",
              "-Dotel.metrics.exporter=none",
              "-Dotel.resource.attributes=task_family=orders,task_revision=7",
              "-Dotel.instrumentation.common.mdc.resource-attributes=task_family,task_revision");
      case DATADOG ->
          List.of(
              agent,
              "-Ddd.logs.injection=true",
              "-Ddd.service=orders",
              "-Ddd.version=7",
              "-Ddd.env=test",
              "-Ddd.jmxfetch.enabled=false",
              "-Ddd.instrumentation.telemetry.enabled=false",
              "-Ddd.remote_config.enabled=false",
              "-Ddd.trace.startup.logs=false");
      default -> List.of();
    };
  }

  private static void print(Contender contender, Collection<RunResult> results) {
    for (RunResult result : results) {
      Result<?> time = result.getPrimaryResult();
      Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
      String benchmark = result.getParams().getBenchmark();
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %.0f | %.0f | %.0f |%n",
          benchmark.replaceAll(".*logpath\\.|\\.event$", ""),
          result.getParams().getParam("ownKeys"),
          contender.title,
          time.getScore(),
          time.getScoreError(),
          bytes.getScore());
    }
  }
}
