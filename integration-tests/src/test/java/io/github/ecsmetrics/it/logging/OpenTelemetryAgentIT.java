package io.github.ecsmetrics.it.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.Libraries;
import io.github.ecsmetrics.it.LogRounds;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Profile;
import io.github.ecsmetrics.it.RunningJvm;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OpenTelemetry's agent weaves into the same classes, before ours or after it.
 *
 * <p>Seen elsewhere: two agents in one JVM (DataDog/dd-trace-java#6573).
 */
class OpenTelemetryAgentIT {
  private static final List<String> EXPORTED =
      List.of(
          "{task_family=\"orders\", task_revision=\"7\"}",
          "{task_family=\"orders\", task_revision=\"7\"}",
          "{task_family=\"own\", task_revision=\"7\", user=\"alice\"}");

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void addsItsKeysToo(boolean first) throws Exception {
    JvmCommand command = Slf4jBackend.LOGBACK.logging();
    if (first) openTelemetry(command, "none");
    command.agent("startup.wait=30s", "port=off");
    if (!first) openTelemetry(command, "none");
    command.property("otel.instrumentation.common.mdc.resource-attributes", "service.name");
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = command.endpoint(endpoint).start()) {
      Finished finished = jvm.endInput();
      assertEquals(LogRounds.WITH_TASK, new LogRounds(jvm).lines(0));
      boolean known = Jdk.underTest().feature() <= 26;
      Assumptions.assumeTrue(known, "OpenTelemetry's agent weaves nothing in a newer Java");
      long both =
          finished.stdout().lines().filter(line -> line.contains("service.name=shop")).count();
      assertEquals(3, both, finished.stdout());
    }
  }

  static Stream<Slf4jBackend> backends() {
    return Profile.MATRIX.sample(3, List.of(Slf4jBackend.values()));
  }

  /** It exports the thread's context, and has woven the framework's classes before our agent. */
  @ParameterizedTest
  @MethodSource("backends")
  void exportsTheTask(Slf4jBackend backend) throws Exception {
    boolean known = Jdk.underTest().feature() <= 26;
    Assumptions.assumeTrue(known, "OpenTelemetry's agent weaves nothing in a newer Java");
    JvmCommand command =
        openTelemetry(backend.logging(), "console")
            .agent("startup.wait=0", "interval=100ms", "port=off");
    for (String appender : List.of("logback-appender", "log4j-appender", "jboss-logmanager")) {
      command.property(
          "otel.instrumentation." + appender + ".experimental.capture-mdc-attributes", "*");
    }
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      endpoint.fail(new MockResponse.Builder().code(500).build());
      try (RunningJvm jvm = command.endpoint(endpoint).start()) {
        LogRounds rounds = new LogRounds(jvm);
        rounds.await(1);
        endpoint.recover();
        rounds.awaitTask();
        // The classes are woven one after the other: this one may be the last.
        jvm.await(() -> carriesTheTask(rounds), "records carry the task");
      }
    }
  }

  /** Logs once more and compares the attributes of the three records. */
  private static boolean carriesTheTask(LogRounds rounds) throws InterruptedException {
    rounds.next();
    return rounds
        .output(rounds.count() - 1)
        .filter(line -> line.contains("[scopeInfo: "))
        .map(line -> line.substring(line.indexOf("] {") + 2))
        .toList()
        .equals(EXPORTED);
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
}
