package io.github.ecsmetrics.it.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.AgentJar;
import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.Libraries;
import io.github.ecsmetrics.it.LoggingConfiguration;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.HoldingAgent;
import io.github.ecsmetrics.it.guest.Logging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Frameworks that are loaded and in use before there is anything to weave into them.
 *
 * <p>Seen elsewhere: the first lines came before the metadata (elastic/elastic-otel-java#19,
 * open-telemetry/opentelemetry-java-instrumentation#19546).
 */
class LateWeavingIT {
  private static final List<String> WITHOUT =
      List.of("| from main", "| from another thread", "own | with an MDC");
  private static final List<String> WITH =
      List.of("orders 7| from main", "orders 7| from another thread", "own 7| with an MDC");

  private static final List<String> EXPORTED =
      List.of(
          "{task_family=\"orders\", task_revision=\"7\"}",
          "{task_family=\"orders\", task_revision=\"7\"}",
          "{task_family=\"own\", task_revision=\"7\", user=\"alice\"}");

  private static final String LOGBACK = "ch.qos.logback:logback-classic:1.2.13";
  private static final String SLF4J_ON_LOG4J2 = "org.apache.logging.log4j:log4j-slf4j-impl:2.26.1";
  private static final String SLF4J_ON_RELOAD4J = "org.slf4j:slf4j-reload4j:1.7.36";
  private static final String SLF4J_ON_JBOSS =
      "org.jboss.slf4j:slf4j-jboss-logmanager:1.2.0.Final org.slf4j:slf4j-api:1.7.36"
          + " org.jboss.logmanager:jboss-logmanager:2.1.19.Final";

  @ParameterizedTest
  @ValueSource(strings = {LOGBACK, SLF4J_ON_LOG4J2, SLF4J_ON_RELOAD4J, SLF4J_ON_JBOSS})
  void identityThatComesLaterIsInTheNextLines(String framework) throws Exception {
    JvmCommand command = logging(framework).agent("startup.wait=0", "interval=100ms", "port=off");
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      endpoint.fail(new MockResponse.Builder().code(500).build());
      try (RunningJvm jvm = command.endpoint(endpoint).start()) {
        awaitRounds(jvm, 1);
        assertEquals(WITHOUT, round(jvm, 0));
        endpoint.recover();
        awaitTask(jvm);
      }
    }
  }

  /**
   * The JVM asks only the transformers that were there when a class began to load: ours comes while
   * another is at work on the class, which is not among the loaded ones before that has finished.
   */
  @Test
  void classThatAnotherAgentHeldWhileTheIdentityCameIsWovenLater(@TempDir Path folder)
      throws Exception {
    Path released = folder.resolve("released");
    Path holding =
        Packages.jar(
            folder.resolve("holding.jar"), Map.of("Premain-Class", HoldingAgent.class.getName()));
    JvmCommand command =
        logging(LOGBACK)
            .agent("startup.wait=0", "interval=100ms")
            .options(
                "-javaagent:" + holding + "=ch/qos/logback/classic/spi/LoggingEvent," + released);
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      endpoint.fail(new MockResponse.Builder().code(500).build());
      try (RunningJvm jvm = command.endpoint(endpoint).start()) {
        jvm.await(() -> jvm.stderr().contains("held"), "the class is held");
        endpoint.recover();
        jvm.awaitMetrics("ee_ecs_metrics_exporter_success 1");
        Files.createFile(released);
        awaitRounds(jvm, 1);
        awaitTask(jvm);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {LOGBACK, SLF4J_ON_LOG4J2, SLF4J_ON_RELOAD4J, SLF4J_ON_JBOSS})
  void runningJvmIsAttached(String framework) throws Exception {
    JvmCommand command = logging(framework);
    if (Jdk.underTest().feature() >= 21) command.options("-XX:+EnableDynamicAgentLoading");
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = command.endpoint(endpoint).start()) {
      awaitRounds(jvm, 1);
      assertEquals(WITHOUT, round(jvm, 0));
      attach(jvm);
      awaitTask(jvm);
      attach(jvm);
      nextRound(jvm);
      assertEquals(WITH, round(jvm, rounds(jvm) - 1));
    }
  }

  @Test
  void attachingAfterTheStartChangesNothing() throws Exception {
    JvmCommand command = logging(LOGBACK);
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = command.endpoint(endpoint).agent("startup.wait=30s", "port=off").start()) {
      awaitRounds(jvm, 1);
      assertEquals(WITH, round(jvm, 0));
      attach(jvm);
      nextRound(jvm);
      assertEquals(WITH, round(jvm, 1));
    }
  }

  /** Seen elsewhere: two agents in one JVM (DataDog/dd-trace-java#6573). */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void openTelemetrysAgentAddsItsKeysToo(boolean first) throws Exception {
    JvmCommand command = logging(LOGBACK);
    if (first) openTelemetry(command, "none");
    command.agent("startup.wait=30s", "port=off");
    if (!first) openTelemetry(command, "none");
    command.property("otel.instrumentation.common.mdc.resource-attributes", "service.name");
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = command.endpoint(endpoint).start()) {
      Finished finished = jvm.endInput();
      assertEquals(WITH, round(jvm, 0));
      boolean known = Jdk.underTest().feature() <= 26;
      Assumptions.assumeTrue(known, "OpenTelemetry's agent weaves nothing in a newer Java");
      long both =
          finished.stdout().lines().filter(line -> line.contains("service.name=shop")).count();
      assertEquals(3, both, finished.stdout());
    }
  }

  /**
   * Exports what the thread's context has, and was at work on the framework's classes before we
   * were.
   */
  @ParameterizedTest
  @ValueSource(strings = {LOGBACK, SLF4J_ON_LOG4J2, SLF4J_ON_RELOAD4J, SLF4J_ON_JBOSS})
  void openTelemetrysAgentExportsTheTask(String framework) throws Exception {
    boolean known = Jdk.underTest().feature() <= 26;
    Assumptions.assumeTrue(known, "OpenTelemetry's agent weaves nothing in a newer Java");
    JvmCommand command =
        openTelemetry(logging(framework), "console")
            .agent("startup.wait=0", "interval=100ms", "port=off");
    for (String appender : List.of("logback-appender", "log4j-appender", "jboss-logmanager")) {
      command.property(
          "otel.instrumentation." + appender + ".experimental.capture-mdc-attributes", "*");
    }
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      endpoint.fail(new MockResponse.Builder().code(500).build());
      try (RunningJvm jvm = command.endpoint(endpoint).start()) {
        awaitRounds(jvm, 1);
        endpoint.recover();
        awaitTask(jvm);
        // The classes are woven one after the other: this one may be the last.
        jvm.await(
            () -> {
              nextRound(jvm);
              return exported(jvm, rounds(jvm) - 1).equals(EXPORTED);
            },
            "records carry the task");
      }
    }
  }

  /** The attributes of a round's three records. */
  private static List<String> exported(RunningJvm jvm, int round) {
    return List.of(jvm.stdout().split("logged\n")[round].split("\n")).stream()
        .filter(line -> line.contains("[scopeInfo: "))
        .map(line -> line.substring(line.indexOf("] {") + 2))
        .toList();
  }

  private static JvmCommand openTelemetry(JvmCommand command, String logsExporter) {
    Path agent = Libraries.file("io.opentelemetry.javaagent:opentelemetry-javaagent:2.33.1");
    return command
        .options("-javaagent:" + agent)
        // It has many classes: to compile them well takes longer than the test.
        .options("-XX:TieredStopAtLevel=1")
        .property("otel.metrics.exporter", "none")
        .property("otel.traces.exporter", "none")
        .property("otel.logs.exporter", logsExporter)
        .property("otel.service.name", "shop");
  }

  private static JvmCommand logging(String framework) {
    JvmCommand command = JvmCommand.of(Logging.class).libraries(framework.split(" "));
    if (framework.equals(SLF4J_ON_JBOSS)) {
      command
          .property("java.util.logging.manager", "org.jboss.logmanager.LogManager")
          .property(
              "logging.configuration",
              LoggingConfiguration.file("late/logging.properties").toUri().toString());
    }
    return command
        .property(
            "logback.configurationFile", LoggingConfiguration.file("late/logback.xml").toString())
        .property(
            "log4j.configurationFile", LoggingConfiguration.file("late/log4j2.xml").toString())
        .property(
            "log4j.configuration",
            LoggingConfiguration.file("late/log4j1.properties").toUri().toString());
  }

  private static void attach(RunningJvm jvm) throws Exception {
    Finished attach =
        JvmCommand.jar(AgentJar.path())
            .arguments("attach", String.valueOf(jvm.pid()), "port=off")
            .run();
    assertEquals(0, attach.exitCode(), attach.stderr());
  }

  /** Lets the guest log again until a round carries the task; the last round is compared. */
  private static void awaitTask(RunningJvm jvm) throws Exception {
    jvm.await(
        () -> {
          nextRound(jvm);
          return round(jvm, rounds(jvm) - 1).equals(WITH);
        },
        "lines carry the task");
    assertTrue(jvm.stderr().lines().noneMatch(line -> line.contains("instrumented")), jvm.stderr());
  }

  private static void nextRound(RunningJvm jvm) throws InterruptedException {
    int before = rounds(jvm);
    try {
      jvm.writeLine("again");
    } catch (IOException e) {
      throw new AssertionError(jvm.stderr(), e);
    }
    awaitRounds(jvm, before + 1);
  }

  private static void awaitRounds(RunningJvm jvm, int count) throws InterruptedException {
    jvm.await(() -> rounds(jvm) >= count, count + " rounds");
  }

  private static int rounds(RunningJvm jvm) {
    return (int) jvm.stdout().lines().filter("logged"::equals).count();
  }

  /** The three lines of a round, without what {@code %X} adds after the second bar. */
  private static List<String> round(RunningJvm jvm, int index) {
    return List.of(jvm.stdout().split("logged\n")[index].split("\n")).stream()
        .filter(line -> line.contains("| "))
        .map(line -> line.replaceAll("\\|[^|]*$", "").strip())
        .toList();
  }
}
