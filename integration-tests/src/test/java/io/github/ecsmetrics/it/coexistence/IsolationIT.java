package io.github.ecsmetrics.it.coexistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Answer;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.Libraries;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Ports;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.Sources;
import io.github.ecsmetrics.it.guest.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The application's own libraries and settings, and the agent's.
 *
 * <p>Seen elsewhere: client_java read the application's own settings, its port first.
 */
class IsolationIT {
  private static final String[] OLD_LIBRARIES = {
    "io.prometheus:prometheus-metrics-core:1.1.0",
    "io.prometheus:prometheus-metrics-exporter-httpserver:1.1.0",
    "com.fasterxml.jackson.core:jackson-databind:2.9.8",
    "org.ow2.asm:asm:5.2",
  };

  @TempDir Path folder;

  @Test
  void applicationWithOlderVersionsOfOurLibrariesHasItsOwn() throws Exception {
    int port = Ports.free();
    List<Path> libraries = Libraries.of(OLD_LIBRARIES);
    Path classes =
        Sources.in(folder, 8)
            .against(libraries)
            .file(
                "Own.java",
                """
                import com.fasterxml.jackson.databind.ObjectMapper;
                import io.prometheus.metrics.core.metrics.Counter;
                import io.prometheus.metrics.exporter.httpserver.HTTPServer;
                import org.objectweb.asm.Opcodes;

                public class Own {
                  public static void main(String[] arguments) throws Exception {
                    Counter.builder().name("own_orders").register().inc(3);
                    HTTPServer server = HTTPServer.builder().buildAndStart();
                    System.out.println("Jackson " + new ObjectMapper().version());
                    System.out.println("ASM 5 " + Opcodes.class.getDeclaredFields().length);
                    System.out.println("serves on " + server.getPort());
                    System.in.read();
                    System.exit(0);
                  }
                }
                """)
            .compile();
    Files.writeString(
        classes.resolve("prometheus.properties"),
        "io.prometheus.exporter.httpServer.port=" + port + "\n");
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of("Own")
                .classPath(List.of(classes))
                .classPath(libraries)
                .endpoint(endpoint)
                .agentByEnvironment("interval=200ms")
                .start()) {
      jvm.awaitStdout("serves on " + port);
      assertTrue(jvm.stdout().startsWith("Jackson 2.9.8\n"), jvm.stdout());
      String ours = jvm.awaitSuccess();
      String theirs = Answer.get(port, "/metrics").text();
      assertTrue(theirs.contains("own_orders_total 3.0"), theirs);
      assertFalse(theirs.contains("ee_"), theirs);
      assertFalse(ours.contains("own_orders"), ours);
      assertEquals("", jvm.stderr());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "IO_PROMETHEUS_EXPORTER_HTTP_SERVER_PORT, 1",
    "IO_PROMETHEUS_EXPORTER_HTTPSERVER_PORT, 1",
    "IO_PROMETHEUS_EXPORTER_INCLUDE_CREATED_TIMESTAMPS, perhaps",
    "IO_PROMETHEUS_NO_SUCH_SETTING, 1",
    "PROMETHEUS_CONFIG, /no/such/file",
  })
  void variablesOfClientJavaDoNotReachTheAgent(String name, String value) throws Exception {
    assertServesAsEver(JvmCommand.of(Waiting.class).environment(name, value));
  }

  /**
   * Seen elsewhere: another {@code HttpServerProvider} on the class path took the server over
   * (prometheus/client_java#326).
   */
  @ParameterizedTest
  @CsvSource({
    "io.prometheus.exporter.httpServer.port, 1",
    "io.prometheus.exporter.filter.metricNameMustStartWith, absent",
    "io.prometheus.no.such.setting, 1",
    "prometheus.config, /no/such/file",
    "com.sun.net.httpserver.HttpServerProvider, absent.Provider",
  })
  void propertiesOfTheApplicationDoNotReachTheAgent(String name, String value) throws Exception {
    assertServesAsEver(JvmCommand.of(Waiting.class).property(name, value));
  }

  @Test
  void fileOnTheClassPathDoesNotReachTheAgent() throws Exception {
    Files.writeString(
        folder.resolve("prometheus.properties"),
        "io.prometheus.exporter.httpServer.port=1\nio.prometheus.no.such.setting=1\n");
    assertServesAsEver(JvmCommand.of(Waiting.class).classPath(List.of(folder)));
  }

  private static void assertServesAsEver(JvmCommand command) throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = command.endpoint(endpoint).agentByEnvironment("interval=200ms").start()) {
      String metrics = jvm.awaitSuccess();
      assertTrue(metrics.contains("jvm_memory_used_bytes{"), metrics);
      assertEquals("", jvm.stderr());
    }
  }
}
