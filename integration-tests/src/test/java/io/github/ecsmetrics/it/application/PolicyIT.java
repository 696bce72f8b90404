package io.github.ecsmetrics.it.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.BuiltJar;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.Libraries;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.Sources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A security manager whose policy allows the application hardly anything, and its library and the
 * agent everything. Java 24 has no security manager any more.
 */
class PolicyIT {
  private static final String APPLICATION =
      """
      grant { permission java.io.FilePermission "<<ALL FILES>>", "read"; };
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {8, 17})
  void collectorHasThePermissionsOfTheApplication(int feature) throws Exception {
    List<Path> libraries = Libraries.of("io.prometheus:simpleclient_common:0.16.0");
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of("Shop")
                .on(Jdk.of(feature))
                .classPath(libraries)
                .classPath(List.of(shop(libraries)))
                .options("-Djava.security.manager", "-Djava.security.policy==" + policy(libraries))
                .endpoint(endpoint)
                .agent("app.metrics=auto")
                .start()) {
      jvm.awaitStdout("ready");
      jvm.awaitMetrics(page -> page.contains("\npaid{") && page.contains("_success{"), "paid");
      assertEquals(List.of(), jvm.agentLines());
      jvm.writeLine("");
      jvm.awaitStdout("asks for the user");
      for (int i = 0; i < 3; i++) {
        jvm.awaitMetrics(page -> !page.contains("\npaid{"), "page without the application");
      }
      assertEquals(1, jvm.agentLines().size(), jvm.stderr());
      String line = jvm.agentLines().get(0);
      assertTrue(
          line.startsWith(
              "[ecs-metrics-agent] the application's metrics were not read: simpleclient's default"
                  + " registry: java.security.AccessControlException: access denied"),
          line);
      assertTrue(line.endsWith("; the agent's own are served all the same"), line);
    }
  }

  private Path shop(List<Path> libraries) throws Exception {
    return Sources.in(folder, 8)
        .against(libraries)
        .file(
            "Shop.java",
            """
            import io.prometheus.client.Collector;
            import io.prometheus.client.Gauge;
            import java.util.ArrayList;
            import java.util.List;

            public class Shop extends Collector {
              static volatile boolean asks;

              public static void main(String[] arguments) throws Exception {
                Gauge.build("paid", "Orders paid.").register().inc(7);
                new Shop().register();
                System.out.println("ready");
                while (System.in.read() >= 0) {
                  asks = true;
                  System.out.println("asks for the user");
                }
              }

              @Override
              public List<MetricFamilySamples> collect() {
                if (asks) System.getProperty("user.home");
                return new ArrayList<>();
              }
            }
            """)
        .compile();
  }

  private Path policy(List<Path> libraries) throws Exception {
    StringBuilder policy = new StringBuilder(APPLICATION).append(all(BuiltJar.path()));
    for (Path library : libraries) policy.append(all(library));
    return Files.writeString(folder.resolve("policy"), policy);
  }

  private static String all(Path jar) {
    return "grant codeBase \"%s\" { permission java.security.AllPermission; };\n"
        .formatted(jar.toAbsolutePath().normalize().toUri());
  }
}
