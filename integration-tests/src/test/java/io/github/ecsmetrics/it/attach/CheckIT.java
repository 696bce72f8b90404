package io.github.ecsmetrics.it.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.AgentJar;
import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Ports;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/**
 * {@code java -jar ecs-metrics-agent.jar check}: what would it do here?
 *
 * <p>Seen elsewhere: a wrong path in {@code JAVA_TOOL_OPTIONS} stops every JVM
 * (DataDog/dd-trace-java#6761, prometheus/jmx_exporter#96).
 */
class CheckIT {
  @Test
  void taskThatAnswersIsNamed() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      Finished check = check().endpoint(endpoint).run();
      assertEquals(0, check.exitCode(), check.toString());
      assertTrue(check.stdout().contains("orders"), check.stdout());
    }
  }

  @Test
  void taskWithoutAFamilyHasNoName() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      endpoint.json("/task", "{\"LaunchType\": \"EC2\"}");
      Finished check = check().endpoint(endpoint).run();
      assertTrue(check.stdout().contains("of an unknown family on EC2"), check.stdout());
      assertFalse(check.stdout().contains("null"), check.stdout());
    }
  }

  @Test
  void endpointThatIsNotThereFails() throws Exception {
    Finished check =
        check()
            .environment("ECS_CONTAINER_METADATA_URI_V4", "http://127.0.0.1:" + Ports.free())
            .run();
    assertEquals(1, check.exitCode(), check.toString());
  }

  @Test
  void portThatIsTakenFails() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        ServerSocket taken = new ServerSocket(0)) {
      String port = String.valueOf(taken.getLocalPort());
      Finished check =
          check().endpoint(endpoint).environment("ECS_METRICS_EXPORTER_PORT", port).run();
      assertEquals(1, check.exitCode(), check.toString());
      assertTrue(check.stdout().contains(port), check.stdout());
    }
  }

  @Test
  void unknownCommandFails() throws Exception {
    Finished unknown = JvmCommand.jar(AgentJar.path()).arguments("chek").run();
    assertEquals(1, unknown.exitCode());
    assertTrue(unknown.stderr().contains("check"), unknown.stderr());
  }

  /** The command inherits what starts the agent in the application. */
  private static JvmCommand check() {
    return JvmCommand.jar(AgentJar.path())
        .arguments("check")
        .environment("ECS_METRICS_EXPORTER_PORT", String.valueOf(Ports.free()))
        .agentByEnvironment();
  }
}
