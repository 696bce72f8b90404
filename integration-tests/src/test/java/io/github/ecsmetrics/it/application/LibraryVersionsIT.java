package io.github.ecsmetrics.it.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.Libraries;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.Sources;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Seventeen applications in one JVM, each in a class loader of its own with another version of a
 * library; all are compiled against the oldest.
 */
class LibraryVersionsIT {
  private static final String MICROMETER = "io.micrometer:micrometer-registry-prometheus:";
  private static final String MICROMETER_ON_SIMPLECLIENT =
      "io.micrometer:micrometer-registry-prometheus-simpleclient:";
  private static final String CLIENT_JAVA = "io.prometheus:prometheus-metrics-core:";
  private static final String WRITERS = "io.prometheus:prometheus-metrics-exposition-formats:";
  private static final String TEXT_WRITERS =
      "io.prometheus:prometheus-metrics-exposition-textformats:";
  private static final String SIMPLECLIENT = "io.prometheus:simpleclient_common:";

  private static final Pattern COUNTER =
      Pattern.compile("(micrometer|simplemeter|clientjava|simpleclient)_[0-9_]+_total\\{");

  private static final String ACCEPT_OPEN_METRICS = "application/openmetrics-text;version=1.0.0";

  @TempDir private Path folder;

  /** The name of the counter, and the libraries of its application. */
  private static Map<String, List<Path>> applications() {
    Map<String, List<Path>> all = new LinkedHashMap<>();
    for (String version : List.of("1.1.0", "1.3.0", "1.9.0", "1.12.13", "1.13.0", "1.17.1")) {
      all.put("micrometer " + version, Libraries.of(MICROMETER + version));
    }
    for (String version : List.of("1.13.0", "1.16.0")) {
      all.put("simplemeter " + version, Libraries.of(MICROMETER_ON_SIMPLECLIENT + version));
    }
    for (String version : List.of("1.0.0", "1.3.0", "1.4.1", "1.5.0", "1.10.0")) {
      String writers = version.equals("1.10.0") ? TEXT_WRITERS : WRITERS;
      all.put("clientjava " + version, Libraries.of(CLIENT_JAVA + version, writers + version));
    }
    for (String version : List.of("0.0.26", "0.5.0", "0.10.0", "0.16.0")) {
      all.put("simpleclient " + version, Libraries.of(SIMPLECLIENT + version));
    }
    return all;
  }

  @Test
  void everyVersionIsReadInBothFormats() throws Exception {
    Map<String, List<Path>> applications = applications();
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of("Host")
                .classPath(List.of(host()))
                .arguments(arguments(applications))
                .endpoint(endpoint)
                .agent("app.metrics=auto", "app.metrics.timeout=20s", "startup.wait=20s")
                .start()) {
      jvm.awaitStdout("ready");
      List<String> expected =
          applications.keySet().stream()
              .map(each -> each.replaceAll("[ .]", "_") + "_total 5.0")
              .sorted()
              .toList();
      String plain = jvm.get("/metrics").text();
      assertEquals(expected, counters(plain), () -> plain + jvm.stderr());
      assertTrue(plain.contains("\nee_app_metrics_success{"), plain);
      String openMetrics = jvm.get("/metrics", "Accept", ACCEPT_OPEN_METRICS).text();
      assertEquals(expected, counters(openMetrics), () -> openMetrics + jvm.stderr());
      assertTrue(openMetrics.endsWith("\n# EOF\n"), openMetrics);
      assertEquals(List.of(), jvm.agentLines());
    }
  }

  /** Name and value of each, sorted. */
  private static List<String> counters(String page) {
    return page.lines()
        .filter(line -> COUNTER.matcher(line).lookingAt())
        .map(line -> line.replaceAll("\\{.*}", ""))
        .sorted()
        .toList();
  }

  /** For each application its class, the name of its counter, and its class path. */
  private String[] arguments(Map<String, List<Path>> applications) throws Exception {
    Map<String, Path> classes =
        Map.of(
            "micrometer",
                compile("MicrometerOld", MICROMETER_OLD, Libraries.of(MICROMETER + "1.1.0")),
            "micrometer new",
                compile("MicrometerNew", MICROMETER_NEW, Libraries.of(MICROMETER + "1.13.0")),
            "clientjava", compile("ClientJava", CLIENT, Libraries.of(CLIENT_JAVA + "1.0.0")),
            "simpleclient", compile("Simple", SIMPLE, Libraries.of(SIMPLECLIENT + "0.0.26")));
    List<String> arguments = new ArrayList<>();
    for (Map.Entry<String, List<Path>> each : applications.entrySet()) {
      String kind = each.getKey().split(" ")[0];
      boolean micrometer = kind.equals("micrometer") || kind.equals("simplemeter");
      boolean old =
          each.getValue().stream()
              .anyMatch(jar -> jar.getFileName().toString().startsWith("simpleclient"));
      String application = !micrometer ? kind : old ? "micrometer" : "micrometer new";
      List<Path> path = new ArrayList<>(each.getValue());
      path.add(classes.get(application));
      arguments.add(each.getKey().replaceAll("[ .]", "_"));
      arguments.add(String.join(File.pathSeparator, path.stream().map(Path::toString).toList()));
    }
    return arguments.toArray(new String[0]);
  }

  private static final String MICROMETER_OLD =
      """
      Metrics.addRegistry(
          new io.micrometer.prometheus.PrometheusMeterRegistry(
              io.micrometer.prometheus.PrometheusConfig.DEFAULT));
      Metrics.counter(name).increment(5);
      """;
  private static final String MICROMETER_NEW =
      MICROMETER_OLD.replace("micrometer.prometheus.", "micrometer.prometheusmetrics.");
  private static final String CLIENT =
      "io.prometheus.metrics.core.metrics.Counter.builder().name(name).register().inc(5);";
  private static final String SIMPLE =
      "io.prometheus.client.Counter.build(name + \"_total\", \"Help.\").register().inc(5);";

  private Path compile(String name, String code, List<Path> libraries) throws Exception {
    String imports =
        code.contains("Metrics.") ? "import io.micrometer.core.instrument.Metrics;" : "";
    return Sources.in(folder.resolve(name), 8)
        .against(libraries)
        .file(
            "Application.java",
            imports
                + """

                public class Application implements java.util.function.Consumer<String> {
                  public void accept(String name) {
                """
                + code
                + "}}")
        .compile();
  }

  private Path host() throws Exception {
    return Sources.in(folder.resolve("host"), 8)
        .file(
            "Host.java",
            """
            import java.io.File;
            import java.net.URL;
            import java.net.URLClassLoader;
            import java.util.ArrayList;
            import java.util.List;
            import java.util.function.Consumer;

            public class Host {
              static final List<Object> APPLICATIONS = new ArrayList<>();

              @SuppressWarnings("unchecked")
              public static void main(String[] arguments) throws Exception {
                for (int i = 0; i < arguments.length; i += 2) {
                  List<URL> path = new ArrayList<>();
                  for (String each : arguments[i + 1].split(File.pathSeparator)) {
                    path.add(new File(each).toURI().toURL());
                  }
                  ClassLoader platform = ClassLoader.getSystemClassLoader().getParent();
                  ClassLoader loader = new URLClassLoader(path.toArray(new URL[0]), platform);
                  Object application = loader.loadClass("Application").getConstructor().newInstance();
                  ((Consumer<String>) application).accept(arguments[i]);
                  APPLICATIONS.add(application);
                }
                System.out.println("ready");
                System.in.read();
              }
            }
            """)
        .compile();
  }
}
