package io.github.ecsmetrics.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * CPU time and bytes of an event without an agent and with ours, in JVMs that take turns; prints
 * the median of each and of the differences of neighbours. Arguments: how many pairs, of which
 * paths (a regular expression, default all).
 */
final class PairLogPath {
  private static final String LOG4J2 = "-Dlog4j2.threadContextMap=org.apache.logging.log4j.spi.";

  private PairLogPath() {}

  public static void main(String[] arguments) throws Exception {
    int pairs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    String only = arguments.length > 1 ? arguments[1] : "";
    try (Endpoint endpoint = new Endpoint(new FargateTask(2))) {
      String agent =
          "-javaagent:"
              + Contender.OURS.jar()
              + "=port=off,startup.wait=60s,metadata.uri="
              + endpoint.uri();
      System.out.println(
          "| event | own keys | none, ns | ours, ns | difference | none, B | ours, B |");
      System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
      for (String path :
          List.of(
              "LogbackPath",
              "Log4j2Path$DefaultMap",
              "Log4j2Path$CopyOnWriteMap",
              "Log4j2Path$GarbageFreeMap",
              "JbossPath",
              "Reload4jPath")) {
        if (!Pattern.compile(only).matcher(path).find()) continue;
        for (String ownKeys : List.of("0", "2")) compare(pairs, path, ownKeys, agent);
      }
    }
  }

  private static void compare(int pairs, String path, String ownKeys, String agent)
      throws IOException {
    List<Double> none = new ArrayList<>();
    List<Double> ours = new ArrayList<>();
    List<Double> differences = new ArrayList<>();
    List<Double> noneBytes = new ArrayList<>();
    List<Double> oursBytes = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      Event without = event(path, ownKeys, "-Dagent=none");
      Event with = event(path, ownKeys, agent);
      none.add(without.nanos);
      ours.add(with.nanos);
      differences.add(with.nanos - without.nanos);
      noneBytes.add(without.bytes);
      oursBytes.add(with.bytes);
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %.1f | %.1f | %+.1f | %.0f | %.0f |%n",
        path,
        ownKeys,
        median(none),
        median(ours),
        median(differences),
        median(noneBytes),
        median(oursBytes));
  }

  private static Event event(String path, String ownKeys, String agent) throws IOException {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                agent,
                mode(path),
                "-cp",
                System.getProperty("java.class.path"),
                "io.github.ecsmetrics.benchmarks.logpath.Rounds",
                path,
                ownKeys)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(jvm.getInputStream().readAllBytes());
    boolean withTask = !agent.startsWith("-D");
    if (!said.contains("read " + withTask)) throw new IllegalStateException(path + ": " + said);
    String[] words = said.split(" ");
    return new Event(Double.parseDouble(words[1]), Double.parseDouble(words[3]));
  }

  /** What one event took in one JVM. */
  private record Event(double nanos, double bytes) {}

  private static String mode(String path) {
    return switch (path) {
      case "Log4j2Path$CopyOnWriteMap" -> LOG4J2 + "CopyOnWriteSortedArrayThreadContextMap";
      case "Log4j2Path$GarbageFreeMap" -> "-Dlog4j2.garbagefree.threadContextMap=true";
      default -> LOG4J2 + "DefaultThreadContextMap";
    };
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
