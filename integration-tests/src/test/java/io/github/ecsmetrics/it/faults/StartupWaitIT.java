package io.github.ecsmetrics.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Hello;
import io.github.ecsmetrics.it.guest.PrintsTaskProperties;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code main} is held back for the identity, but never longer than {@code startup.wait}.
 *
 * <p>Seen elsewhere: the start took seconds, outside of the cloud minutes
 * (aws-observability/aws-otel-java-instrumentation#181,
 * open-telemetry/opentelemetry-java-instrumentation#7927).
 */
class StartupWaitIT {
  private static final String PUSH = "push.url=http://127.0.0.1:1";

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

  /**
   * The wait is over because the request is given up, or because its own time passes.
   *
   * <p>Some JVMs halt no sooner than premain has returned (eclipse-openj9/openj9#17101), so it may
   * not wait for ever.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "startup.wait=20s",
        "startup.wait=20s,push.timeout=100ms," + PUSH,
        "startup.wait=20s,push.timeout=4s," + PUSH,
        "startup.wait=1s,push.timeout=4s," + PUSH
      })
  void mainDoesNotBeginWhileTheJvmEnds(String settings) throws Exception {
    try (MetadataEndpoint endpoint = hanging();
        RunningJvm jvm =
            JvmCommand.of(Hello.class)
                .endpoint(endpoint)
                .agentByEnvironment("timeout=60s", settings)
                .start()) {
      jvm.await(() -> endpoint.requests() > 0, "is waiting");
      Finished ended = jvm.terminate();
      // 28 halts no sooner than premain has returned, and main begins, with any agent.
      if (Jdk.underTest().feature() < 28) assertEquals("", ended.stdout());
      assertEquals(128 + 15, ended.exitCode(), ended.toString());
      assertTrue(ended.duration().compareTo(Duration.ofSeconds(15)) < 0, ended.toString());
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
