package io.github.ecsmetrics.it.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecsmetrics.it.BuiltJar;
import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Pem;
import io.github.ecsmetrics.it.Ports;
import io.github.ecsmetrics.it.Program;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code java -jar ecs-metrics-agent.jar health [key=value,...]}, a health check that needs no tool
 * of the image.
 *
 * <p>Seen elsewhere: images stopped having {@code curl}, and containers were unhealthy for ever
 * (adoptium/containers#814, kestra-io/kestra#14371).
 */
class HealthIT {
  private static final Path DEPLOY = Path.of("../docs/deploy").toAbsolutePath().normalize();

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("io.github.ecsmetrics.it.Jdk#available")
  void agentThatServesIsHealthy(Jdk jdk) throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = JvmCommand.of(Waiting.class).on(jdk).endpoint(endpoint).agent().start()) {
      jvm.get("/-/healthy");
      assertHealthy(health().on(jdk).arguments("port=" + jvm.port()));
    }
  }

  /** The check inherits the variable; the port in it is known to nobody else. */
  @Test
  void settingsOfTheInheritedAgentArgumentAreUnderstood() throws Exception {
    String argument = "-javaagent:" + BuiltJar.path() + "=port=" + Ports.free() + ",host=127.0.0.1";
    try (RunningJvm jvm =
        JvmCommand.of(Waiting.class).environment("JAVA_TOOL_OPTIONS", argument).start()) {
      jvm.awaitStdout("ready");
      jvm.await(
          () -> health().environment("JAVA_TOOL_OPTIONS", argument).run().exitCode() == 0,
          "the check finds the port");
      JvmCommand another = health().environment("JAVA_TOOL_OPTIONS", argument);
      int free = Ports.free();
      assertUnhealthy("127.0.0.1 port " + free + ": connection refused", another, "port=" + free);
    }
  }

  @ParameterizedTest
  @CsvSource({"false, ''", "true, ''", "true, secret"})
  void serverWithTlsIsHealthy(boolean clientCertificates, String password) throws Exception {
    Pem server = Pem.selfSigned(folder, "server");
    String settings = "tls.certificate=" + server.certificate() + ",tls.key=" + server.key();
    if (clientCertificates) settings += ",tls.client.ca=" + server.certificate();
    if (!password.isEmpty()) settings += ",auth.user=prometheus,auth.password=" + password;
    int port = Ports.free();
    try (RunningJvm jvm = JvmCommand.of(Waiting.class).agent("port=" + port, settings).start()) {
      JvmCommand check = health().arguments("port=" + port + "," + settings);
      jvm.await(() -> check.run().exitCode() == 0, "the port is open");
      assertHealthy(check);
    }
  }

  @Test
  void settingsWithoutAPortAreReportedInOneLine() throws Exception {
    assertUnhealthy("there is no server to ask (port=off)", health(), "port=off");
    assertUnhealthy(
        "port=0 is any free port, which this command cannot know; set a port", health(), "port=0");
    assertUnhealthy("the agent is disabled (enabled=false)", health(), "enabled=false");
  }

  /** Otherwise an agent in the check's own JVM would answer it. */
  @Test
  void checkNeverAnswersItself() throws Exception {
    String settings = "port=" + Ports.free() + ",tools=true";
    Finished check = health().agentByEnvironment(settings.split(",")).run();
    assertEquals(1, check.exitCode(), check.toString());
    assertTrue(check.stderr().contains("connection refused"), check.stderr());
  }

  /** The samples of the documentation work, with another port and path of the jar. */
  @ParameterizedTest
  @CsvSource({
    "task-definition-fargate.json, false",
    "task-definition-ec2.json, false",
    "task-definition-fargate.json, true",
  })
  void checkOfTheTaskDefinitionWorks(String file, boolean tls) throws Exception {
    JsonNode task = new ObjectMapper().readTree(DEPLOY.resolve(file).toFile());
    JsonNode command = task.at("/containerDefinitions/0/healthCheck/command");
    assertEquals(
        "[\"CMD\",\"java\",\"-jar\",\"/opt/ecs-metrics-agent.jar\",\"health\"]",
        command.toString());
    assertSampleWorks(port -> health().environment("ECS_METRICS_EXPORTER_PORT", port), tls);
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void checkOfBashWorks(boolean tls) throws Exception {
    Path bash = Program.onPath("bash");
    Matcher sample =
        Pattern.compile("(?s)```sh\n(exec 3<>/dev/tcp/.*?)\n```")
            .matcher(Files.readString(DEPLOY.resolve("README.md")));
    assertTrue(sample.find(), "docs/deploy/README.md has a check for bash");
    assertSampleWorks(
        port -> JvmCommand.tool(bash).arguments("-c", sample.group(1).replace("9546", port)), tls);
  }

  private interface Check {
    JvmCommand at(String port);
  }

  private void assertSampleWorks(Check check, boolean tls) throws Exception {
    String port = String.valueOf(Ports.free());
    Pem pem = Pem.selfSigned(folder, "server");
    List<String> variables =
        List.of("ECS_METRICS_EXPORTER_TLS_CERTIFICATE", "ECS_METRICS_EXPORTER_TLS_KEY");
    JvmCommand application = JvmCommand.of(Waiting.class).agent("port=" + port);
    JvmCommand sample = check.at(port);
    for (JvmCommand each : tls ? List.of(application, sample) : List.<JvmCommand>of()) {
      each.environment(variables.get(0), pem.certificate().toString());
      each.environment(variables.get(1), pem.key().toString());
    }
    assertEquals(1, sample.run().exitCode());
    try (RunningJvm jvm = application.start()) {
      jvm.await(() -> sample.run().exitCode() == 0, "healthy");
    }
  }

  private static void assertHealthy(JvmCommand check) throws Exception {
    Finished health = check.run();
    assertEquals("", health.stdout() + health.stderr());
    assertEquals(0, health.exitCode());
  }

  private static void assertUnhealthy(String reason, JvmCommand check, String settings)
      throws Exception {
    Finished health = check.arguments(settings).run();
    assertEquals("", health.stdout());
    assertEquals("unhealthy: " + reason + "\n", health.stderr());
    assertEquals(1, health.exitCode());
  }

  private static JvmCommand health() {
    return JvmCommand.jar(BuiltJar.path()).arguments("health");
  }
}
