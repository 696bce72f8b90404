package io.github.ecsmetrics.it.telemetry;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.OtlpReceiver;
import io.github.ecsmetrics.it.Profile;
import io.github.ecsmetrics.it.QuarkusBuild;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A span and a metric of a Quarkus application, built by Quarkus' Maven plugin, carry the task.
 *
 * <p>Seen elsewhere: Quarkus has no resource provider for AWS (quarkusio/quarkus#51472).
 */
class QuarkusTelemetryIT {
  private static final String PROGRAM =
      """
      import io.opentelemetry.api.OpenTelemetry;
      import io.quarkus.runtime.QuarkusApplication;
      import io.quarkus.runtime.annotations.QuarkusMain;
      import jakarta.inject.Inject;
      @QuarkusMain
      public class Work implements QuarkusApplication {
        @Inject OpenTelemetry telemetry;
        @Override
        public int run(String... arguments) {
          telemetry.getTracer("work").spanBuilder("work").startSpan().end();
          telemetry.getMeter("work").counterBuilder("works").build().add(1);
          System.out.println("worked");
          return 0;
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void spanAndMetricHaveTheResource() throws Exception {
    Profile.MATRIX.assume();
    Path jar =
        new QuarkusBuild()
            .extension("quarkus-opentelemetry")
            .property("quarkus.otel.metrics.enabled", "true")
            .build(folder, "Work", PROGRAM);
    try (OtlpReceiver receiver = new OtlpReceiver();
        MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      Finished finished =
          JvmCommand.jar(jar)
              .options("-XX:TieredStopAtLevel=1")
              .property("quarkus.otel.exporter.otlp.endpoint", receiver.uri())
              .property("quarkus.otel.exporter.otlp.protocol", "http/protobuf")
              .environment("OTEL_RESOURCE_ATTRIBUTES", "team=a%2Cb,aws.ecs.task.family=mine")
              .endpoint(endpoint)
              .agentByEnvironment("startup.wait=20s", "otel.resource=true")
              .run();
      assertTrue(finished.stdout().contains("worked"), finished.toString());
      Map<String, String> expected = OpenTelemetryIT.task();
      expected.put("aws.ecs.task.family", "mine");
      expected.put("team", "a,b");
      OpenTelemetryIT.assertTask(expected, receiver);
    }
  }
}
