package io.github.ecsmetrics.it.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.BuiltJar;
import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Ports;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;

/**
 * {@code java -jar ecs-metrics-agent.jar check} reports what the agent would do here.
 *
 * <p>Seen elsewhere: a wrong path in {@code JAVA_TOOL_OPTIONS} stops every JVM
 * (DataDog/dd-trace-java#6761, prometheus/jmx_exporter#96).
 */
class CheckIT {
  private static final String PORT = String.valueOf(Ports.free());

  @Test
  void taskThatAnswersIsNamed() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      Finished check = check().endpoint(endpoint).run();
      assertEquals(
          """
          settings  OK
          endpoint  %s answers
          task      orders:7 on FARGATE, container app
          port      %s is free
          """
              .formatted(endpoint.uri(), PORT),
          check.stdout());
      assertEquals(0, check.exitCode());
    }
  }

  @Test
  void taskWithoutAFamilyHasNoName() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      endpoint.json("/task", "{\"LaunchType\": \"EC2\"}");
      Finished check = check().endpoint(endpoint).run();
      assertTrue(check.stdout().contains("of unknown family on EC2"), check.stdout());
      assertFalse(check.stdout().contains("null"), check.stdout());
    }
  }

  @Test
  void pageOfTheApplicationIsRead() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        MockWebServer application = new MockWebServer()) {
      application.enqueue(
          new MockResponse.Builder()
              .setHeader("Content-Type", "text/plain")
              .body("# TYPE orders gauge\norders 3\nbad line\n")
              .build());
      application.enqueue(new MockResponse.Builder().code(401).build());
      application.start();
      String page = "127.0.0.1:" + application.getPort() + "/prometheus";
      JvmCommand check = check().endpoint(endpoint);
      check.environment("ECS_METRICS_EXPORTER_APP_METRICS", "http://ops:secret@" + page);
      assertLastLine("app       http://***@" + page + ": families 1, invalid 1", check.run());
      Finished refused = check.run();
      assertLastLine("app       PROBLEM: http://***@" + page + ": families 0, invalid 0", refused);
      assertTrue(refused.stderr().contains("HTTP 401"), refused.stderr());
      assertEquals(1, refused.exitCode());
      check.environment("ECS_METRICS_EXPORTER_APP_METRICS", "http://127.0.0.1:" + Ports.free());
      assertTrue(check.run().stderr().contains("connection refused"), "nothing listens");
      check.environment("ECS_METRICS_EXPORTER_APP_METRICS", "auto");
      assertLastLine(
          "app       its registries are looked for in its own JVM, with each scrape", check.run());
    }
  }

  @Test
  void pushIsShownAndTriedOnlyIfAsked() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        MockWebServer receiver = new MockWebServer()) {
      receiver.enqueue(new MockResponse.Builder().code(200).build());
      receiver.enqueue(new MockResponse.Builder().code(403).body("no such key").build());
      receiver.start();
      String url = "http://127.0.0.1:" + receiver.getPort() + "/v1/metrics";
      JvmCommand check = check().endpoint(endpoint);
      check.environment("ECS_METRICS_EXPORTER_OTLP_ENDPOINT", url);
      assertLastLine("push      " + url + " by OTLP every 60 s and when the JVM ends", check.run());
      assertEquals(0, receiver.getRequestCount());
      check.arguments("--push");
      assertLastLine("push      " + url + " accepted ee_agent_info", check.run());
      Finished refused = check.run();
      assertLastLine("push      PROBLEM: " + url + ": HTTP 403: no such key", refused);
      assertEquals(1, refused.exitCode());
    }
  }

  /** Its handshake comes byte by byte. */
  @Test
  void pushToAReceiverThatHangsEnds() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        ServerSocket receiver = new ServerSocket(0)) {
      Thread drip = new Thread(() -> drip(receiver));
      drip.setDaemon(true);
      drip.start();
      String url = "https://127.0.0.1:" + receiver.getLocalPort() + "/v1/metrics";
      Finished check =
          check()
              .endpoint(endpoint)
              .environment("ECS_METRICS_EXPORTER_OTLP_ENDPOINT", url)
              .environment("ECS_METRICS_EXPORTER_OTLP_TIMEOUT", "1s")
              .arguments("--push")
              .run();
      assertLastLine("push      PROBLEM: " + url + ": timed out after 1 s", check);
      assertEquals(1, check.exitCode());
    }
  }

  private static void drip(ServerSocket server) {
    try (Socket client = server.accept()) {
      byte[] record = {0x16, 3, 3, 0x40, 0, 2};
      client.getOutputStream().write(record);
      while (true) {
        client.getOutputStream().write(0);
        Thread.sleep(50);
      }
    } catch (IOException | InterruptedException ended) {
      // The command has ended.
    }
  }

  private static void assertLastLine(String line, Finished check) {
    List<String> lines = check.stdout().lines().toList();
    assertEquals(line, lines.get(lines.size() - 1), check.toString());
  }

  @Test
  void everyProblemIsALine() throws Exception {
    JvmCommand check = JvmCommand.jar(BuiltJar.path()).arguments("check");
    assertProblems(check.arguments("port=off,prot=1,enabled=false").run());
  }

  @Test
  void argumentOfTheApplicationsAgentIsInherited() throws Exception {
    JvmCommand check = JvmCommand.jar(BuiltJar.path()).arguments("check");
    assertProblems(check.agentByEnvironment("port=off", "prot=1", "enabled=false").run());
    assertTrue(check.arguments("port=0").run().stdout().contains("port      0 is free"));
  }

  private static void assertProblems(Finished check) {
    assertEquals(
        """
        settings  PROBLEM: unknown setting prot=1 is ignored; did you mean port?
        settings  PROBLEM: the agent is disabled (enabled=false)
        endpoint  PROBLEM: not running in ECS (ECS_CONTAINER_METADATA_URI_V4 is not set); only JVM metrics would be served
        port      off, no server
        """,
        check.stdout());
    assertEquals(1, check.exitCode());
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
      assertTrue(
          check.stdout().contains("port      PROBLEM: " + port + " is not available: "),
          check.stdout());
    }
  }

  @Test
  void unknownCommandFails() throws Exception {
    Finished unknown = JvmCommand.jar(BuiltJar.path()).arguments("chek").run();
    assertEquals(1, unknown.exitCode());
    assertTrue(unknown.stderr().contains("check"), unknown.stderr());
  }

  /** The command inherits the variable that starts the agent in the application. */
  private static JvmCommand check() {
    return JvmCommand.jar(BuiltJar.path())
        .arguments("check")
        .environment("ECS_METRICS_EXPORTER_PORT", PORT)
        .environment("JAVA_TOOL_OPTIONS", "-javaagent:" + BuiltJar.path());
  }
}
