package io.github.ecsmetrics.it.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.Sources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that has the libraries on its class path and uses none of them. */
class UnusedLibrariesIT {
  private static final String[] LIBRARIES = {
    "io.micrometer:micrometer-registry-prometheus:1.17.1",
    "io.prometheus:simpleclient_common:0.16.0"
  };

  private static final List<String> HOLDERS =
      List.of(
          "io.micrometer.core.instrument.Metrics",
          "io.prometheus.metrics.model.registry.PrometheusRegistry",
          "io.prometheus.client.CollectorRegistry");

  @TempDir private Path folder;
  private Path jar;

  /** Loads the classes that are named, and initialises none. */
  @BeforeEach
  void compile() throws Exception {
    Path classes =
        Sources.in(folder, 8)
            .file(
                "Loads.java",
                """
                public class Loads {
                  public static void main(String[] names) throws Exception {
                    ClassLoader loader = Loads.class.getClassLoader();
                    for (String name : names) Class.forName(name, false, loader);
                    System.out.println("ready");
                    while (System.in.read() >= 0) {}
                  }
                }
                """)
            .compile();
    jar = folder.resolve("loads.jar");
    JvmCommand.tool(Jdk.running().tool("jar"))
        .arguments("cf", jar.toString(), "-C", classes.toString(), ".")
        .run();
  }

  @Test
  void noClassOfThemIsLoaded() throws Exception {
    assertEquals(List.of(), loaded(program().options("-verbose:class")));
  }

  /** What they initialise is loaded by it: their maps, sets and locks. */
  @Test
  void classesThatAreLoadedStayAlone() throws Exception {
    String[] holders = HOLDERS.toArray(new String[0]);
    List<String> with = loaded(program().options("-verbose:class").arguments(holders));
    assertEquals(HOLDERS, with.stream().filter(HOLDERS::contains).toList());
    assertFalse(with.contains("io.micrometer.core.instrument.Clock"), with.toString());
  }

  /** HotSpot loads an archived class if {@code findLoadedClass} is asked for it. */
  @Test
  void classesInAnArchiveStayThere() throws Exception {
    Assumptions.assumeTrue(Jdk.underTest().feature() >= 13, "no archives at exit before Java 13");
    Path archive = folder.resolve("classes.jsa");
    assertEquals(
        0,
        program()
            .options("-XX:ArchiveClassesAtExit=" + archive)
            .arguments(HOLDERS.toArray(new String[0]))
            .run()
            .exitCode());
    assertTrue(Files.size(archive) > 0);
    JvmCommand archived =
        program().options("-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-verbose:class");
    assertEquals(List.of(), loaded(archived));
  }

  private JvmCommand program() {
    return JvmCommand.of("Loads").classPath(List.of(jar)).libraries(LIBRARIES);
  }

  /** The names of the libraries' classes that are loaded after two scrapes. */
  private static List<String> loaded(JvmCommand program) throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = program.endpoint(endpoint).agent("app.metrics=auto").start()) {
      jvm.awaitStdout("ready\n");
      jvm.awaitSuccess();
      String page = jvm.get("/metrics").text();
      assertFalse(page.contains("ee_app_metrics_success"), page);
      assertEquals(List.of(), jvm.agentLines());
      assertTrue(jvm.stdout().contains("ecsmetrics.agent.application.RegistryFinder"), jvm::stdout);
      return jvm.stdout()
          .lines()
          .map(line -> line.replaceFirst("^(\\[Loaded |(\\[[^]]*])+ )", "").split(" ")[0])
          .filter(name -> name.startsWith("io.prometheus.") || name.startsWith("io.micrometer."))
          .toList();
    }
  }
}
