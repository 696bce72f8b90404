package io.github.ecsmetrics.it.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.BuiltJar;
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
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code attach} cannot reach the JVM, or has no right to: one line gives the reason. */
class AttachRefusedIT {
  private static final String SUCCESS = "ee_ecs_metrics_exporter_success 1";

  private final int port = Ports.free();

  @TempDir Path folder;

  @Test
  void processThatDoesNotExistIsReported() throws Exception {
    try (RunningJvm gone = JvmCommand.of(Hello.class).start()) {
      gone.awaitExit();
      assertRefused(attach(BuiltJar.path(), Jdk.underTest(), gone.pid()), gone.pid());
    }
  }

  /** In a container the pid is the same each time; the socket outlives a JVM that is killed. */
  @Test
  void socketOfAnEarlierJvmIsReported() throws Exception {
    try (RunningJvm jvm = JvmCommand.of(Waiting.class).start()) {
      jvm.awaitStdout("ready");
      Path socket = Path.of("/tmp/.java_pid" + jvm.pid());
      ServerSocketChannel.open(StandardProtocolFamily.UNIX)
          .bind(UnixDomainSocketAddress.of(socket))
          .close();
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
      Finished attach = attach(BuiltJar.path(), Jdk.underTest(), jvm.pid());
      assertRefused(attach, jvm.pid());
      assertTrue(attach.stderr().contains("remove"), attach.stderr());

      Files.delete(socket);
      assertEquals(0, attach(BuiltJar.path(), Jdk.underTest(), jvm.pid()).exitCode());
    }
  }

  @Test
  void disabledAttachIsReported() throws Exception {
    try (RunningJvm jvm =
        JvmCommand.of(Waiting.class).options("-XX:+DisableAttachMechanism").start()) {
      jvm.awaitStdout("ready");
      assertRefused(attach(BuiltJar.path(), Jdk.underTest(), jvm.pid()), jvm.pid());
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.ecsmetrics.it.Jdk#available")
  void userWithoutRightsLearnsThatTheJvmIsAnotherUsers(Jdk jdk) throws Exception {
    try (RunningJvm jvm = JvmCommand.of(Waiting.class).on(jdk).start()) {
      jvm.awaitStdout("ready");
      Finished attach =
          nobodys(jdk)
              .arguments("-jar", readableByAll(BuiltJar.path(), "agent.jar").toString())
              .arguments("attach", String.valueOf(jvm.pid()))
              .run();
      assertRefused(attach, jvm.pid());
      assertTrue(attach.stderr().contains("another user"), attach.stderr());
      jvm.endInput();
      assertEquals("ready\ndone\n", jvm.stdout());
    }
  }

  /** A JVM lets itself be attached to by its own user and, from Java 11 on, by root. */
  @ParameterizedTest
  @MethodSource("io.github.ecsmetrics.it.Jdk#available")
  void rootAttachesToTheJvmOfAnotherUser(Jdk jdk) throws Exception {
    Path jar = readableByAll(BuiltJar.path(), "agent.jar");
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
      jvm.awaitMetrics(port, text -> text.contains(SUCCESS), SUCCESS);
      assertEquals(List.of(), jvm.stderrLines());
    }
  }

  @Test
  void wordThatIsNoPidIsReported() throws Exception {
    Finished attach = JvmCommand.jar(BuiltJar.path()).arguments("attach", "server").run();
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

  private Finished attach(Path jar, Jdk jdk, long pid) throws Exception {
    return JvmCommand.jar(jar)
        .on(jdk)
        .arguments("attach", String.valueOf(pid), "port=" + port + ",interval=200ms")
        .run();
  }
}
