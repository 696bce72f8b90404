package io.github.ecsmetrics.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.guest.PrintsTaskProperties;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;

/**
 * {@code main} is held back for the identity, but never longer than {@code startup.wait}.
 *
 * <p>Seen elsewhere: the start took seconds, outside of the cloud minutes
 * (aws-observability/aws-otel-java-instrumentation#181,
 * open-telemetry/opentelemetry-java-instrumentation#7927).
 */
class StartupWaitIT {
  @Test
  void mainWaitsForAnAnswerThatComesInTime() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      MockResponse late =
          new MockResponse.Builder()
              .headersDelay(1, TimeUnit.SECONDS)
              .body(MetadataEndpoint.resource("/endpoint/fargate/task.json"))
              .build();
      endpoint.answer("/task", late);
      Finished program = run(endpoint, "startup.wait=20s", "timeout=20s");
      assertTrue(program.stdout().contains("ecs.metadata.task.family=orders\n"), program.stdout());
    }
  }

  @Test
  void mainStartsWithoutAnAnswerThatHangs() throws Exception {
    try (MetadataEndpoint endpoint = hanging()) {
      Finished program = run(endpoint, "startup.wait=500ms", "timeout=30s");
      assertEquals("", program.stdout());
      assertEquals(0, program.exitCode());
      assertTrue(program.duration().compareTo(Duration.ofMillis(500)) > 0, program.toString());
      assertTrue(program.duration().compareTo(Duration.ofSeconds(10)) < 0, program.toString());
    }
  }

  @Test
  void zeroDoesNotWait() throws Exception {
    try (MetadataEndpoint endpoint = hanging()) {
      Finished program = run(endpoint, "startup.wait=0", "timeout=60s");
      assertEquals("", program.stderr());
      assertTrue(program.duration().compareTo(Duration.ofSeconds(20)) < 0, program.toString());
    }
  }

  private static MetadataEndpoint hanging() throws Exception {
    return MetadataEndpoint.fargate()
        .fail(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
  }

  private static Finished run(MetadataEndpoint endpoint, String... settings) throws Exception {
    return JvmCommand.of(PrintsTaskProperties.class)
        .endpoint(endpoint)
        .agentByEnvironment(settings)
        .run();
  }
}
