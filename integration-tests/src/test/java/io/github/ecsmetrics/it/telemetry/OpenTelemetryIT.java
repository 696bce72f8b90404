package io.github.ecsmetrics.it.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.Libraries;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.OtlpReceiver;
import io.github.ecsmetrics.it.Profile;
import io.github.ecsmetrics.it.Sources;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A span and a metric of the application carry the task, with OpenTelemetry's SDK and with its
 * agent.
 *
 * <p>Seen elsewhere: an SDK needs a detector that nobody has written
 * (open-telemetry/opentelemetry-java-contrib#1547).
 */
class OpenTelemetryIT {
  private static final String ON = "otel.resource=true";
  private static final String PATIENT = "startup.wait=20s";
  private static final String API = "io.opentelemetry:opentelemetry-api:1.66.0";
  private static final String[] SDK = {
    "io.opentelemetry:opentelemetry-sdk-extension-autoconfigure:1.66.0",
    "io.opentelemetry:opentelemetry-exporter-otlp:1.66.0"
  };
  private static final String AGENT = "io.opentelemetry.javaagent:opentelemetry-javaagent:2.33.1";

  /** The API alone: what is behind it is the SDK or the agent. */
  private static final String PROGRAM =
      """
      import io.opentelemetry.api.GlobalOpenTelemetry;
      public class Work {
        public static void main(String[] arguments) {
          GlobalOpenTelemetry.getTracer("work").spanBuilder("work").startSpan().end();
          GlobalOpenTelemetry.getMeter("work").counterBuilder("works").build().add(1);
          System.out.println("worked");
        }
      }
      """;

  @TempDir static Path folder;
  private static Path program;

  @BeforeAll
  static void compile() throws Exception {
    program = Sources.in(folder, 8).against(Libraries.of(API)).file("Work.java", PROGRAM).compile();
  }

  @Test
  void sdkSendsTheTaskAfterWhatTheVariableHas() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      run(
          receiver,
          sdk(receiver)
              .environment("OTEL_RESOURCE_ATTRIBUTES", "team=a%2Cb,aws.ecs.task.family=mine")
              .agentByEnvironment(PATIENT, ON));
      Map<String, String> expected = task();
      expected.put("aws.ecs.task.family", "mine");
      expected.put("team", "a,b");
      assertTask(expected, receiver);
    }
  }

  @Test
  void sdkSendsTheTaskAfterWhatThePropertyHas() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      run(
          receiver,
          sdk(receiver)
              .environment("OTEL_RESOURCE_ATTRIBUTES", "cloud.provider=hidden")
              .property("otel.resource.attributes", "team=a,container.name=mine")
              .agentByEnvironment(PATIENT, ON));
      Map<String, String> expected = task();
      expected.put("container.name", "mine");
      expected.put("team", "a");
      assertTask(expected, receiver);
    }
  }

  @Test
  void sdkSendsNothingOfTheTaskUnlessAskedTo() throws Exception {
    Profile.MATRIX.assume();
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      run(receiver, sdk(receiver).agentByEnvironment(PATIENT));
      assertEquals(Map.of(), ofTask(receiver.resourceOfSpan("work")));
    }
  }

  @Test
  void agentThatComesAfterOursSendsTheTask() throws Exception {
    assumeKnownToTheAgent();
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      JvmCommand command = command(receiver).libraries(API).agent(PATIENT, ON, "debug=true");
      Finished finished = run(receiver, withAgent(command));
      assertTask(task(), receiver);
      assertFalse(finished.stderr().contains("otel.resource"), finished.stderr());
    }
  }

  @Test
  void agentThatComesBeforeOursIsToldOfInADebugLine() throws Exception {
    Profile.MATRIX.assume();
    assumeKnownToTheAgent();
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      JvmCommand command = withAgent(command(receiver).libraries(API));
      Finished finished = run(receiver, command.agent(PATIENT, ON, "debug=true"));
      assertEquals(Map.of(), ofTask(receiver.resourceOfSpan("work")));
      List<String> lines =
          finished.stderr().lines().filter(line -> line.contains("otel.resource")).toList();
      assertEquals(
          List.of(
              "[ecs-metrics-agent] otel.resource: OpenTelemetry's agent has started before the task"
                  + " was known, and does not show it; name this agent first on the command line"),
          lines);
    }
  }

  private static void assumeKnownToTheAgent() {
    boolean known = Jdk.underTest().feature() <= 26;
    Assumptions.assumeTrue(known, "OpenTelemetry's agent weaves nothing in a newer Java");
  }

  private static JvmCommand withAgent(JvmCommand command) {
    // It has many classes: to compile them well takes longer than the test.
    return command.options("-javaagent:" + Libraries.file(AGENT), "-XX:TieredStopAtLevel=1");
  }

  private static JvmCommand sdk(OtlpReceiver receiver) {
    return command(receiver)
        .libraries(SDK)
        .property("otel.java.global-autoconfigure.enabled", "true");
  }

  private static JvmCommand command(OtlpReceiver receiver) {
    return JvmCommand.of("Work")
        .classPath(List.of(program))
        .property("otel.exporter.otlp.endpoint", receiver.uri())
        .property("otel.exporter.otlp.protocol", "http/protobuf")
        .property("otel.logs.exporter", "none");
  }

  private static Finished run(OtlpReceiver receiver, JvmCommand command) throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      Finished finished = command.endpoint(endpoint).run();
      assertTrue(finished.stdout().contains("worked"), finished.stderr());
      assertNotNull(receiver.resourceOfSpan("work"), receiver + finished.stderr());
      return finished;
    }
  }

  static void assertTask(Map<String, String> expected, OtlpReceiver receiver) {
    assertEquals(expected, ofTask(receiver.resourceOfSpan("work")), receiver.toString());
    assertEquals(expected, ofTask(receiver.resourceOfMetric("works")), receiver.toString());
  }

  /** What OpenTelemetry knows by itself is left out. */
  static Map<String, String> ofTask(Map<String, String> resource) {
    Map<String, String> ofTask = new TreeMap<>(resource);
    ofTask.keySet().removeIf(key -> !key.matches("(aws|cloud|container|team).*"));
    return ofTask;
  }

  static Map<String, String> task() {
    Map<String, String> task = new TreeMap<>();
    task.put("cloud.provider", "aws");
    task.put("cloud.platform", "aws_ecs");
    task.put("cloud.region", "eu-west-1");
    task.put("cloud.account.id", "111122223333");
    task.put("cloud.availability_zone", "eu-west-1b");
    task.put("aws.ecs.cluster.arn", "arn:aws:ecs:eu-west-1:111122223333:cluster/shop");
    task.put("aws.ecs.launchtype", "fargate");
    task.put(
        "aws.ecs.task.arn",
        "arn:aws:ecs:eu-west-1:111122223333:task/shop/4c1a7a9be2ce44b3b6b1a4b4d2f3a7c0");
    task.put("aws.ecs.task.family", "orders");
    task.put("aws.ecs.task.revision", "7");
    task.put("aws.ecs.task.id", "4c1a7a9be2ce44b3b6b1a4b4d2f3a7c0");
    task.put("container.id", MetadataEndpoint.FARGATE_CONTAINER);
    task.put("container.name", "app");
    return task;
  }
}
