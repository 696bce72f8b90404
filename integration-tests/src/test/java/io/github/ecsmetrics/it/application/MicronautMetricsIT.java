package io.github.ecsmetrics.it.application;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.Answer;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.Libraries;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Ports;
import io.github.ecsmetrics.it.Profile;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.Sources;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Micronaut, by its endpoint's URL.
 *
 * <p>Seen elsewhere: its registry is not in Micrometer's global one
 * (micrometer-metrics/micrometer#6759).
 */
class MicronautMetricsIT {
  private static final String[] LIBRARIES = {
    "io.micronaut:micronaut-http-server-netty:4.10.15",
    "io.micronaut:micronaut-management:4.10.15",
    "io.micronaut:micronaut-jackson-databind:4.10.15",
    "io.micronaut.micrometer:micronaut-micrometer-registry-prometheus:5.12.0",
    "org.slf4j:slf4j-nop:2.0.17"
  };

  private static final String PROGRAM =
      """
      import io.micronaut.runtime.Micronaut;
      public class Shop {
        public static void main(String[] arguments) {
          Micronaut.run(Shop.class, arguments);
          System.out.println("ready");
        }
      }
      """;

  @TempDir private Path folder;
  @TempDir private Path data;

  @Test
  void endpointIsReadByItsUrl() throws Exception {
    Profile.MATRIX.assume();
    Assumptions.assumeTrue(Jdk.underTest().feature() >= 17, "Micronaut needs JDK 17");
    List<Path> classPath = Libraries.of(LIBRARIES);
    Path classes = Sources.in(folder, 17).against(classPath).file("Shop.java", PROGRAM).compile();
    int http = Ports.free();
    String url = "http://127.0.0.1:" + http + "/prometheus";
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of("Shop")
                .classPath(List.of(classes))
                .classPath(classPath)
                .options("-XX:TieredStopAtLevel=1")
                .property("micronaut.server.port", String.valueOf(http))
                .property("endpoints.prometheus.sensitive", "false")
                .endpoint(endpoint)
                .agentByEnvironment(
                    "startup.wait=20s", "app.metrics.timeout=20s", "app.metrics=" + url)
                .start()) {
      jvm.awaitStdout("ready");
      assertEquals(200, Answer.get(http, "/health").status());
      Merged merged = Merged.await(jvm, "http_server_requests_seconds_count");
      merged.assertHasAllOf(Answer.get(http, "/prometheus").text());
      merged.assertAgentsFamiliesAreItsOwn();
      assertEquals("", jvm.stderr());
      merged.assertStored("http_server_requests_seconds_count", "/health", data);
    }
  }
}
