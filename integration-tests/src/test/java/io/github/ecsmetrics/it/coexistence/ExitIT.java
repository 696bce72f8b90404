package io.github.ecsmetrics.it.coexistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Hello;
import io.github.ecsmetrics.it.guest.Throws;
import io.github.ecsmetrics.it.guest.Waiting;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The JVM ends when the application ends, as it would, and as fast.
 *
 * <p>Seen elsewhere: the JVM did not end, or not as fast (prometheus/jmx_exporter#170,
 * prometheus/client_java#955).
 */
@Isolated
class ExitIT {
  private static final int SIGTERM_EXIT = 128 + 15;

  private static MetadataEndpoint endpoint;

  @BeforeAll
  static void startEndpoint() throws Exception {
    endpoint = MetadataEndpoint.fargate();
  }

  @AfterAll
  static void stopEndpoint() {
    endpoint.close();
  }

  private static JvmCommand withAgent(JvmCommand command) {
    return command.endpoint(endpoint).agentByEnvironment();
  }

  @Test
  void endOfMainIsTheEnd() throws Exception {
    assertSame(JvmCommand.of(Hello.class).run(), withAgent(JvmCommand.of(Hello.class)).run(), 0);
  }

  @Test
  void exitCodeIsTheApplications() throws Exception {
    assertSame(
        JvmCommand.of(Hello.class).arguments("42").run(),
        withAgent(JvmCommand.of(Hello.class).arguments("42")).run(),
        42);
  }

  @Test
  void exceptionOutOfMainIsTheApplications() throws Exception {
    assertSame(JvmCommand.of(Throws.class).run(), withAgent(JvmCommand.of(Throws.class)).run(), 1);
  }

  @Test
  void signalEndsTheJvm() throws Exception {
    try (RunningJvm jvm = withAgent(JvmCommand.of(Waiting.class)).start()) {
      jvm.awaitSuccess();
      Finished ended = jvm.terminate();
      assertEquals(SIGTERM_EXIT, ended.exitCode());
      assertEquals("", ended.stderr());
    }
  }

  /** A thread in a native accept or select would delay each exit by about 310 ms. */
  @ParameterizedTest
  @ValueSource(strings = {"in a task", "outside ECS", "with a push that fails"})
  void openPortDoesNotDelayTheExit(String mode) throws Exception {
    List<Long> added = new ArrayList<>();
    int quick = 0;
    // Every exit would be delayed, so the quick ones decide; the others met a busy machine.
    while (quick < 3 && added.size() < 15) {
      long without = exitMillis(JvmCommand.of(Waiting.class), false);
      added.add(exitMillis(serving(mode), true) - without);
      if (added.get(added.size() - 1) < 150) quick++;
    }
    assertEquals(3, quick, "added ms: " + added);
  }

  private static JvmCommand serving(String mode) {
    JvmCommand command = JvmCommand.of(Waiting.class);
    if (mode.equals("outside ECS")) return command.agentByEnvironment();
    if (mode.equals("in a task")) return withAgent(command);
    return command.endpoint(endpoint).agentByEnvironment("push.url=http://127.0.0.1:1");
  }

  private static long exitMillis(JvmCommand command, boolean serves) throws Exception {
    try (RunningJvm jvm = command.start()) {
      jvm.awaitStdout("ready");
      if (serves) assertEquals(200, jvm.get("/metrics").status());
      long start = System.nanoTime();
      jvm.endInput();
      return (System.nanoTime() - start) / 1_000_000;
    }
  }

  private static void assertSame(Finished without, Finished with, int exitCode) {
    assertEquals(without.stdout(), with.stdout());
    assertEquals(without.stderr(), with.stderr());
    assertEquals(exitCode, with.exitCode());
  }
}
