package io.github.ecsmetrics.it.application;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.Answer;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Ports;
import io.github.ecsmetrics.it.Profile;
import io.github.ecsmetrics.it.QuarkusBuild;
import io.github.ecsmetrics.it.RunningJvm;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quarkus with Micrometer, whose registry is in Micrometer's global one. */
class QuarkusMetricsIT {
  private static final String PROGRAM =
      """
      import jakarta.ws.rs.GET;
      import jakarta.ws.rs.Path;
      @Path("/orders")
      public class Shop {
        @GET
        public String orders() {
          return "ordered";
        }
      }
      """;

  @TempDir private Path folder;
  @TempDir private Path data;

  @Test
  void registryIsFound() throws Exception {
    Profile.MATRIX.assume();
    Path jar =
        new QuarkusBuild()
            .extension("quarkus-rest")
            .extension("quarkus-micrometer-registry-prometheus")
            .build(folder, "Shop", PROGRAM);
    int http = Ports.free();
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.jar(jar)
                .options("-XX:TieredStopAtLevel=1")
                .property("quarkus.http.port", String.valueOf(http))
                .endpoint(endpoint)
                .agentByEnvironment(
                    "startup.wait=20s", "app.metrics=auto", "app.metrics.timeout=20s")
                .start()) {
      jvm.awaitStdout("Listening on");
      assertEquals("ordered", Answer.get(http, "/orders").text());
      Merged merged = Merged.await(jvm, "http_server_requests_seconds_count");
      merged.assertHasAllOf(Answer.get(http, "/q/metrics").text());
      merged.assertAgentsFamiliesAreItsOwn();
      assertEquals("", jvm.stderr());
      merged.assertStored("http_server_requests_seconds_count", "/orders", data);
    }
  }
}
