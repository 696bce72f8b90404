package io.github.ecsmetrics.it.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.AgentJar;
import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Ports;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Hello;
import io.github.ecsmetrics.it.guest.Waiting;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code java -jar ecs-metrics-agent.jar attach PID [key=value,...]}.
 *
 * <p>Seen elsewhere: attaching twice started two agents
 * (open-telemetry/opentelemetry-java-contrib#798, jattach/jattach#47).
 */
class AttachIT {
  private static final String SUCCESS = "ee_ecs_metrics_exporter_success 1";

  private final int port = Ports.free();

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("io.github.ecsmetrics.it.Jdk#available")
  void runningJvmIsServedFromThenOn(Jdk jdk) throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = application(jdk, endpoint)) {
      Finished attach = attach(AgentJar.path(), jdk, jvm.pid());
      assertEquals(0, attach.exitCode(), attach.toString());
      assertEquals("ecs-metrics-agent in JVM " + jvm.pid() + ": started\n", attach.stdout());
      assertTrue(metrics(jvm).contains("ee_task_memory_limit_byte{"));
      assertNothingSaid(jvm);
    }
  }

  @Test
  void secondAttachSaysThatItIsThereAlready() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = application(Jdk.underTest(), endpoint)) {
      assertEquals(0, attach(AgentJar.path(), Jdk.underTest(), jvm.pid()).exitCode());
      metrics(jvm);
      Finished second = attach(AgentJar.path(), Jdk.underTest(), jvm.pid());
      assertAlreadyRunning(second, jvm);
      metrics(jvm);
      assertSecondStartIsSaid(jvm);
    }
  }

  /** Another copy of the jar is another class, in the same JVM. */
  @Test
  void secondCopyOfTheJarDoesNotStartASecondAgent() throws Exception {
    Path copy = Files.copy(AgentJar.path(), folder.resolve("copy.jar"));
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = application(Jdk.underTest(), endpoint)) {
      assertEquals(0, attach(AgentJar.path(), Jdk.underTest(), jvm.pid()).exitCode());
      metrics(jvm);
      Finished second = attach(copy, Jdk.underTest(), jvm.pid());
      assertAlreadyRunning(second, jvm);
      assertSecondStartIsSaid(jvm);
    }
  }

  @Test
  void attachAfterPremainSaysThatItIsThereAlready() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of(Waiting.class).endpoint(endpoint).agent("port=" + port).start()) {
      jvm.awaitMetrics(SUCCESS);
      Finished attach = attach(AgentJar.path(), Jdk.underTest(), jvm.pid());
      assertAlreadyRunning(attach, jvm);
      assertSecondStartIsSaid(jvm);
    }
  }

  @Test
  void processThatDoesNotExistIsSaid() throws Exception {
    try (RunningJvm gone = JvmCommand.of(Hello.class).start()) {
      gone.awaitExit();
      assertRefused(attach(AgentJar.path(), Jdk.underTest(), gone.pid()), gone.pid());
    }
  }

  /** In a container the pid is the same each time; the socket outlives a JVM that is killed. */
  @Test
  void socketOfAnEarlierJvmIsSaid() throws Exception {
    try (RunningJvm jvm = JvmCommand.of(Waiting.class).start()) {
      jvm.awaitStdout("ready");
      Path socket = Path.of("/tmp/.java_pid" + jvm.pid());
      ServerSocketChannel.open(StandardProtocolFamily.UNIX)
          .bind(UnixDomainSocketAddress.of(socket))
          .close();
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
      Finished attach = attach(AgentJar.path(), Jdk.underTest(), jvm.pid());
      assertRefused(attach, jvm.pid());
      assertTrue(attach.stderr().contains("remove"), attach.stderr());

      Files.delete(socket);
      assertEquals(0, attach(AgentJar.path(), Jdk.underTest(), jvm.pid()).exitCode());
    }
  }

  @Test
  void disabledAttachIsSaid() throws Exception {
    try (RunningJvm jvm =
        JvmCommand.of(Waiting.class).options("-XX:+DisableAttachMechanism").start()) {
      jvm.awaitStdout("ready");
      assertRefused(attach(AgentJar.path(), Jdk.underTest(), jvm.pid()), jvm.pid());
    }
  }

  /** A JVM lets itself be attached to by its own user and, from Java 11 on, by root. */
  @ParameterizedTest
  @MethodSource("io.github.ecsmetrics.it.Jdk#available")
  void rootAttachesToTheJvmOfAnotherUser(Jdk jdk) throws Exception {
    Path jar = readableByAll(AgentJar.path(), "agent.jar");
    String waiting = Waiting.class.getName();
    String file = waiting.replace('.', '/') + ".class";
    readableByAll(JvmCommand.guests().resolve(file), file);
    JvmCommand nobodys = nobodys(jdk).arguments("-cp", folder.toString(), waiting);
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = nobodys.endpoint(endpoint).start()) {
      jvm.awaitStdout("ready");
      Finished attach = attach(jar, jdk, jvm.pid());
      if (jdk.feature() == 8) {
        assertRefused(attach, jvm.pid());
        assertTrue(attach.stderr().contains("another user"), attach.stderr());
        return;
      }
      assertEquals(0, attach.exitCode(), attach.toString());
      metrics(jvm);
      assertNothingSaid(jvm);
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.ecsmetrics.it.Jdk#available")
  void userWithoutRightsIsToldWhoseJvmItIs(Jdk jdk) throws Exception {
    try (RunningJvm jvm = JvmCommand.of(Waiting.class).on(jdk).start()) {
      jvm.awaitStdout("ready");
      Finished attach =
          nobodys(jdk)
              .arguments("-jar", readableByAll(AgentJar.path(), "agent.jar").toString())
              .arguments("attach", String.valueOf(jvm.pid()))
              .run();
      assertRefused(attach, jvm.pid());
      assertTrue(attach.stderr().contains("another user"), attach.stderr());
      jvm.endInput();
      assertEquals("ready\ndone\n", jvm.stdout());
    }
  }

  @Test
  void disabledAgentIsSaid() throws Exception {
    try (RunningJvm jvm = JvmCommand.of(Waiting.class).start()) {
      jvm.awaitStdout("ready");
      Finished attach =
          JvmCommand.jar(AgentJar.path())
              .arguments("attach", String.valueOf(jvm.pid()), "enabled=false")
              .run();
      assertEquals(
          "ecs-metrics-agent in JVM " + jvm.pid() + ": disabled (enabled=false)\n",
          attach.stdout());
      assertNothingSaid(jvm);
    }
  }

  @Test
  void wordThatIsNoPidIsSaid() throws Exception {
    Finished attach = JvmCommand.jar(AgentJar.path()).arguments("attach", "server").run();
    assertEquals(1, attach.exitCode());
    assertTrue(attach.stderr().contains("server"), attach.stderr());
    assertFalse(attach.stderr().contains("\tat "), attach.stderr());
  }

  /** {@code java}, run by nobody. */
  private static JvmCommand nobodys(Jdk jdk) {
    Path setpriv = Path.of("/usr/bin/setpriv");
    Assumptions.assumeTrue(Files.isExecutable(setpriv), "no setpriv");
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "not root");
    return JvmCommand.tool(setpriv)
        .arguments("--reuid=65534", "--regid=65534", "--clear-groups")
        .arguments(jdk.tool("java").toString());
  }

  /** Neither a checkout nor a temporary folder of root's need be. */
  private Path readableByAll(Path file, String name) throws IOException {
    Path copy = folder.resolve(name);
    Files.createDirectories(copy.getParent());
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    return Files.copy(file, copy);
  }

  private static void assertRefused(Finished attach, long pid) {
    assertEquals(1, attach.exitCode(), attach.toString());
    assertTrue(attach.stderr().contains(String.valueOf(pid)), attach.stderr());
    assertEquals(1, attach.stderr().lines().count(), attach.stderr());
  }

  private static RunningJvm application(Jdk jdk, MetadataEndpoint endpoint) throws Exception {
    RunningJvm jvm = JvmCommand.of(Waiting.class).on(jdk).endpoint(endpoint).start();
    jvm.awaitStdout("ready");
    return jvm;
  }

  private Finished attach(Path jar, Jdk jdk, long pid) throws Exception {
    return JvmCommand.jar(jar)
        .on(jdk)
        .arguments("attach", String.valueOf(pid), "port=" + port + ",interval=200ms")
        .run();
  }

  private String metrics(RunningJvm jvm) throws Exception {
    return jvm.awaitMetrics(port, text -> text.contains(SUCCESS), SUCCESS);
  }

  /** JDK 21 and later tell of any agent that comes this way. */
  private static void assertNothingSaid(RunningJvm jvm) {
    assertEquals("", said(jvm));
  }

  private static void assertAlreadyRunning(Finished attach, RunningJvm jvm) {
    assertEquals(
        "ecs-metrics-agent in JVM " + jvm.pid() + ": already running; nothing changed\n",
        attach.stdout());
  }

  private static void assertSecondStartIsSaid(RunningJvm jvm) throws Exception {
    jvm.awaitStderr("[ecs-metrics-agent] ");
    assertEquals(
        "[ecs-metrics-agent] already running in this JVM; ignoring the second start", said(jvm));
  }

  private static String said(RunningJvm jvm) {
    return String.join(
        "\n", jvm.stderr().lines().filter(line -> !line.startsWith("WARNING: ")).toList());
  }
}
