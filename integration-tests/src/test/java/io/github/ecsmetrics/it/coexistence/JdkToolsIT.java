package io.github.ecsmetrics.it.coexistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Ports;
import io.github.ecsmetrics.it.Profile;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * JDK tools that inherit {@code JAVA_TOOL_OPTIONS}: as without the agent.
 *
 * <p>The test holds the port, so an agent that tried to bind it would report that on stderr.
 *
 * <p>Seen elsewhere: {@code keytool}, {@code jcmd} and start scripts' helpers were slowed down, or
 * died for want of a module (open-telemetry/opentelemetry-java-instrumentation#19203,
 * DataDog/dd-trace-java#11133, prometheus/jmx_exporter#392).
 */
class JdkToolsIT {
  private static final Set<String> SERVE_FOR_EVER =
      Set.of(
          "clhsdb",
          "hsdb",
          "java-rmi.cgi",
          "jconsole",
          "jdb",
          "jhat",
          "jhsdb",
          "jsadebugd",
          "jstatd",
          "jwebserver",
          "orbd",
          "rmid",
          "rmiregistry",
          "servertool",
          "tnameserv");

  private static MetadataEndpoint endpoint;
  private static ServerSocket taken;

  @BeforeAll
  static void takePort() throws IOException {
    endpoint = MetadataEndpoint.fargate();
    taken = new ServerSocket(Ports.free());
  }

  /** On its first run on a machine, jshell prints that it has created its preferences. */
  @BeforeAll
  static void makePreferences() throws Exception {
    if (Jdk.underTest().has("jshell")) JvmCommand.tool(tool("jshell")).run();
  }

  @AfterAll
  static void releasePort() throws IOException {
    taken.close();
    endpoint.close();
  }

  static Stream<Path> tools() throws IOException {
    try (Stream<Path> tools = Files.list(Jdk.underTest().home().resolve("bin"))) {
      return tools
          .filter(Files::isExecutable)
          .filter(tool -> !SERVE_FOR_EVER.contains(tool.getFileName().toString()))
          // It starts one more JVM: as much work as all the others.
          .filter(tool -> Profile.MATRIX.on() || !tool.endsWith("jshell"))
          // Its list of running JVMs is another one each time: see below.
          .filter(tool -> !Set.of("jps", "jcmd").contains(tool.getFileName().toString()))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("tools")
  void toolWithoutArgumentsIsUntouched(Path tool) throws Exception {
    assertUntouched(tool);
  }

  static Stream<List<String>> commands() {
    return Stream.of(
        List.of("java", "-version"),
        List.of("java", "-XshowSettings:locale", "-version"),
        List.of("jar", "tf", "guests.jar"),
        List.of("javac", "-version"),
        List.of("jcmd", "-h"),
        List.of("jps", "-help"),
        List.of("keytool", "-printcert", "-file", "absent.pem"));
  }

  /**
   * Seen elsewhere: a line of the agent broke scripts that read {@code java -version} or a
   * program's output (fizzed/stork#68, apache/maven-jar-plugin#470).
   */
  @ParameterizedTest
  @MethodSource("commands")
  void commandIsUntouched(List<String> command) throws Exception {
    Path tool = Jdk.underTest().tool(command.get(0));
    assertUntouched(tool, command.subList(1, command.size()).toArray(String[]::new));
  }

  /** Three tools in a row that do their whole work: compile, pack, make a key. */
  @Test
  void toolsWorkAsEver(@TempDir Path folder) throws Exception {
    Path source = folder.resolve("A.java");
    Files.writeString(source, "class A {}");
    assertSilent(withAgent(JvmCommand.tool(tool("javac")).arguments(source.toString())).run());
    Path jar = folder.resolve("a.jar");
    assertSilent(
        withAgent(JvmCommand.tool(tool("jar")))
            .arguments("cf", jar.toString(), "-C", folder.toString(), "A.class")
            .run());
    Finished key =
        withAgent(JvmCommand.tool(tool("keytool")))
            .arguments("-genkeypair", "-alias", "a", "-keyalg", "EC", "-dname", "CN=a")
            .arguments("-storepass", "secret", "-keypass", "secret", "-storetype", "PKCS12")
            .arguments("-keystore", folder.resolve("a.p12").toString())
            .run();
    assertEquals(0, key.exitCode(), key.stderr());
    assertEquals(0, endpoint.requests());
  }

  private static Path tool(String name) {
    return Jdk.underTest().tool(name);
  }

  private static JvmCommand withAgent(JvmCommand command) {
    return command.endpoint(endpoint).agentByEnvironment("port=" + taken.getLocalPort());
  }

  private static void assertSilent(Finished tool) {
    assertEquals("", tool.stderr());
    assertEquals("", tool.stdout());
    assertEquals(0, tool.exitCode());
  }

  private static void assertUntouched(Path tool, String... arguments) throws Exception {
    Finished without = JvmCommand.tool(tool).arguments(arguments).run();
    Finished with = withAgent(JvmCommand.tool(tool).arguments(arguments)).run();
    assertEquals(without.stdout(), with.stdout());
    assertEquals(without.stderr(), with.stderr());
    assertEquals(without.exitCode(), with.exitCode());
    assertEquals(0, endpoint.requests());
  }
}
