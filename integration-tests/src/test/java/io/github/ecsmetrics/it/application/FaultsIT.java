package io.github.ecsmetrics.it.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Profile;
import io.github.ecsmetrics.it.Promtool;
import io.github.ecsmetrics.it.RunningJvm;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An application whose gauge fails in every way cannot take the agent down with it. */
@ParameterizedClass
@CsvSource({"client_java, orders_waiting", "simpleclient, carts_waiting"})
class FaultsIT {
  private static final Set<String> AGENTS =
      Set.of(
          "ee_task_cpu_limit",
          "ee_container_memory_usage_byte",
          "jvm_memory_used_bytes",
          "process_cpu_seconds_total");

  private static final String TIMEOUT = "X-Prometheus-Scrape-Timeout-Seconds";

  private static MetadataEndpoint endpoint;
  private static RunningJvm jvm;

  @Parameter(0)
  String program;

  @Parameter(1)
  String gauge;

  @BeforeParameterizedClassInvocation
  static void start(String program, String gauge) throws Exception {
    if (program.equals("simpleclient")) Profile.MATRIX.assume();
    endpoint = MetadataEndpoint.fargate();
    jvm = command(program).start();
    awaitWhole(jvm);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    if (jvm != null) jvm.close();
    if (endpoint != null) endpoint.close();
  }

  private static JvmCommand command(String program) {
    JvmCommand command =
        program.equals("simpleclient")
            ? Programs.simpleclient()
            : Programs.clientJava(Programs.NEWEST);
    return command
        .options("-Xmx256m")
        .endpoint(endpoint)
        .agentByEnvironment("startup.wait=20s", "app.metrics=auto", "app.metrics.timeout=30s");
  }

  @ParameterizedTest
  @CsvSource({
    "throw, no database",
    "error, java.lang.NoClassDefFoundError: shop/Queue",
    "block, timed out in io.github.ecsmetrics.it.guest.application.Fault.block",
    "memory, java.lang.OutOfMemoryError",
    "stack, java.lang.StackOverflowError",
    "big, larger than 4 MiB"
  })
  void agentServesItsOwnUntilTheApplicationRecovers(String fault, String reason) throws Exception {
    List<String> before = jvm.agentLines();
    set(jvm, fault);
    String timeout = fault.equals("block") ? "1" : "20";
    for (int i = 0; i < 3; i++) assertFailed(jvm, timeout);
    List<String> lines = jvm.agentLines();
    assertEquals(before.size() + 1, lines.size(), jvm.stderr());
    assertTrue(lines.get(before.size()).contains(reason), lines.get(before.size()));

    set(jvm, "none");
    Page page = awaitWhole(jvm);
    assertEquals(3, page.value(gauge), page.text());
    assertEquals(lines, jvm.agentLines());
  }

  @Test
  void notANumberIsNoFault() throws Exception {
    set(jvm, "nan");
    Page page = awaitWhole(jvm);
    assertEquals(Double.NaN, page.value(gauge));
    set(jvm, "none");
  }

  /** Never ends, and waits for no second thread. */
  @Test
  void deadlockIsWaitedForOnce() throws Exception {
    try (RunningJvm deadlocked = command(program).start()) {
      awaitWhole(deadlocked);
      set(deadlocked, "deadlock");
      for (int i = 0; i < 3; i++) assertFailed(deadlocked, "1");
      assertEquals(1, deadlocked.agentLines().size(), deadlocked.stderr());
      Page page = Page.parse(deadlocked.get("/metrics").text());
      assertEquals(2, page.value("jvm_threads_deadlocked"), page.text());
    }
  }

  private void set(RunningJvm jvm, String fault) throws Exception {
    String line = program + " " + fault;
    jvm.writeLine(line);
    jvm.await(() -> jvm.stdout().endsWith("set " + line + "\n"), "fault is set");
  }

  private static void assertFailed(RunningJvm jvm, String timeoutSeconds) throws Exception {
    Page page = Page.parse(jvm.get("/metrics", TIMEOUT, timeoutSeconds).text());
    assertEquals(List.of(), AGENTS.stream().filter(each -> !page.names().contains(each)).toList());
    assertEquals(0, page.value("ee_app_metrics_success"), page.text());
    Promtool.checkMetrics(page.text());
  }

  private static Page awaitWhole(RunningJvm jvm) throws Exception {
    jvm.awaitStdout("ready");
    return Page.parse(jvm.awaitMetrics(text -> Page.parse(text).isWhole(), "all of both"));
  }
}
