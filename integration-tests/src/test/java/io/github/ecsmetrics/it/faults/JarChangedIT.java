package io.github.ecsmetrics.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Answer;
import io.github.ecsmetrics.it.BuiltJar;
import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.LogRounds;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Ports;
import io.github.ecsmetrics.it.Profile;
import io.github.ecsmetrics.it.RunningJvm;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The agent's jar on a shared volume, or in a temporary folder, changes under a running JVM, which
 * needs no more of it: nothing was served or woven yet, or all of it was.
 */
@Execution(ExecutionMode.CONCURRENT)
class JarChangedIT {
  private static final String TASK = "ee_task_memory_limit_byte{";
  private static final String SUCCESS = "ee_ecs_metrics_exporter_success 1";

  private final int port = Ports.free();

  @TempDir Path folder;
  private Path jar;

  /** Java 8 gives times of files in seconds. */
  @BeforeEach
  void jarHasBeenThereForAnHour() throws Exception {
    jar = Files.copy(BuiltJar.path(), folder.resolve("agent.jar"));
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(3600)));
  }

  static Stream<Arguments> changes() {
    List<Arguments> all = new ArrayList<>();
    for (JarChange change : JarChange.values()) {
      all.add(Arguments.of(change, false));
      all.add(Arguments.of(change, true));
    }
    return Profile.MATRIX.sample(3, all);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void agentGoesOnFromMemory(JarChange change, boolean inUse) throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            guest()
                .endpoint(endpoint)
                .agentJar(jar)
                .agent("port=" + port, "interval=100ms")
                .start()) {
      assertGoesOn(jvm, endpoint, change, inUse);
    }
  }

  @ParameterizedTest
  @MethodSource("changes")
  void attachedAgentGoesOnFromMemory(JarChange change, boolean inUse) throws Exception {
    JvmCommand guest = guest();
    if (Jdk.underTest().feature() >= 21) guest.options("-XX:+EnableDynamicAgentLoading");
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = guest.endpoint(endpoint).start()) {
      jvm.awaitStdout("ready");
      Finished attach =
          JvmCommand.jar(jar)
              .arguments("attach", "" + jvm.pid(), "port=" + port + ",interval=100ms")
              .run();
      assertEquals(0, attach.exitCode(), attach.toString());
      assertGoesOn(jvm, endpoint, change, inUse);
    }
  }

  /** A Java 8 that looks into a truncated jar ends with SIGBUS; newer ones have modules to open. */
  @ParameterizedTest
  @MethodSource("io.github.ecsmetrics.it.Jdk#available")
  void truncatedJarIsOutlivedOnEachJdk(Jdk jdk) throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            guest()
                .on(jdk)
                .endpoint(endpoint)
                .agentJar(jar)
                .agent("port=" + port, "interval=100ms")
                .start()) {
      assertGoesOn(jvm, endpoint, JarChange.TRUNCATED, false);
    }
  }

  static Stream<Jdk> jdks() {
    return Profile.MATRIX.sample(3, Jdk.available());
  }

  /** What reads the answers has not been loaded when the first of them is waited for. */
  @ParameterizedTest
  @MethodSource("jdks")
  void truncationDuringTheFirstRequestIsOutlivedOnEachJdk(Jdk jdk) throws Exception {
    MockResponse late =
        new MockResponse.Builder()
            .headersDelay(1500, TimeUnit.MILLISECONDS)
            .body(MetadataEndpoint.resource("/endpoint/fargate/task.json"))
            .build();
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate().answer("/task", late);
        RunningJvm jvm =
            guest()
                .on(jdk)
                .endpoint(endpoint)
                .agentJar(jar)
                .agent("port=" + port, "timeout=30s")
                .start()) {
      jvm.awaitStdout("ready");
      JarChange.TRUNCATED.make(jar);
      jvm.awaitMetrics(port, text -> text.contains(TASK) && text.contains(SUCCESS), SUCCESS);
      assertLogsTheTask(jvm);
      assertReportedOnce(jvm);
    }
  }

  /** The time of the first request ends between two reads, each of which gets a byte. */
  @Test
  void truncationDuringASlowResponseIsOutlived() throws Exception {
    String task = MetadataEndpoint.resource("/endpoint/fargate/task.json");
    MockResponse slow =
        new MockResponse.Builder().throttleBody(1, 1, TimeUnit.MILLISECONDS).body(task).build();
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate().answer("/task", slow);
        RunningJvm jvm = guest().endpoint(endpoint).agentJar(jar).agent("port=" + port).start()) {
      jvm.awaitStdout("ready");
      JarChange.TRUNCATED.make(jar);
      jvm.awaitStderr("timed out after 2 s");
      endpoint.json("/task", task);
      jvm.awaitMetrics(port, text -> text.contains(TASK) && text.contains(SUCCESS), SUCCESS);
      assertFalse(jvm.stderr().contains("NoClassDefFoundError"), jvm.stderr());
    }
  }

  @ParameterizedTest
  @EnumSource(JarChange.class)
  void jvmOutsideOfTasksIsServedOn(JarChange change) throws Exception {
    try (RunningJvm jvm = guest().agentJar(jar).agent("port=" + port).start()) {
      jvm.awaitStdout("ready");
      assertEquals(200, jvm.get("/-/healthy").status());
      change.make(jar);
      assertTrue(jvm.get("/metrics").text().contains("jvm_threads_current"), jvm.stderr());
    }
  }

  static Stream<String> classesThatAnswer() {
    return Profile.MATRIX.sample(
        3,
        List.of(
            "http/Connection",
            "http/RequestBuffer",
            "http/Request",
            "http/Response",
            "http/HttpDate",
            "http/PendingRequest",
            "http/Workers",
            "http/Scrape",
            "metrics/TaskCollector"));
  }

  /**
   * As if the jar had changed in the middle of a request: the client gets an answer, or the end.
   */
  @ParameterizedTest
  @MethodSource("classesThatAnswer")
  void classThatIsMissingLetsNoRequestHang(String missing) throws Exception {
    JarChange.remove(jar, "io/github/ecsmetrics/agent/" + missing + ".class");
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = guest().endpoint(endpoint).agentJar(jar).agent("port=" + port).start()) {
      jvm.awaitStdout("ready");
      jvm.await(() -> isRefusedOrCut(port), "an answer that is none");
      jvm.awaitStderr("NoClassDefFoundError");
      assertEquals(1, jvm.stderrLines().size(), jvm.stderr());
      assertLogsTheTask(jvm);
    }
  }

  private static boolean isRefusedOrCut(int port) throws IOException, InterruptedException {
    try {
      return Answer.get(port, "/metrics").status() == 503;
    } catch (ConnectException notOpenYet) {
      return false;
    } catch (HttpTimeoutException hangs) {
      throw new AssertionError(hangs);
    } catch (IOException cut) {
      return true;
    }
  }

  private static JvmCommand guest() {
    return LogRounds.logback("when told");
  }

  private void assertGoesOn(
      RunningJvm jvm, MetadataEndpoint endpoint, JarChange change, boolean inUse) throws Exception {
    jvm.awaitStdout("ready");
    jvm.await(() -> endpoint.requests("/task/stats") > 1, "the second poll");
    if (inUse) {
      jvm.awaitMetrics(port, text -> text.contains(TASK), TASK);
      assertLogsTheTask(jvm);
    }
    change.make(jar);
    int polls = endpoint.requests("/task/stats");

    assertEquals("Healthy\n", Answer.get(port, "/-/healthy").text());
    assertLogsTheTask(jvm);
    for (String path : List.of("/", "/task", "/metrics?name[]=ee_task_memory_limit_byte")) {
      assertEquals(200, Answer.get(port, path).status(), path + "\n" + jvm.stderr());
    }
    jvm.await(() -> endpoint.requests("/task/stats") > polls + 1, "more polls");
    String metrics = Answer.get(port, "/metrics").text();
    assertTrue(metrics.contains(TASK) && metrics.contains(SUCCESS), metrics);
    assertReportedOnce(jvm);
    assertEquals(0, jvm.endInput().exitCode(), jvm.stderr());
  }

  private void assertReportedOnce(RunningJvm jvm) {
    assertEquals(1, jvm.stderrLines().size(), jvm.stderr());
    assertTrue(jvm.stderrLines().get(0).contains("jar was changed or deleted"), jvm.stderr());
    assertTrue(jvm.stderrLines().get(0).contains(jar.toString()), jvm.stderr());
  }

  private static void assertLogsTheTask(RunningJvm jvm) throws Exception {
    assertEquals(LogRounds.WITH_TASK, new LogRounds(jvm).next(), jvm.stderr());
  }
}
