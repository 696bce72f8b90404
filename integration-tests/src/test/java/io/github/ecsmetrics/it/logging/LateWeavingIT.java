package io.github.ecsmetrics.it.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.BuiltJar;
import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.LogRounds;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.HoldingAgent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Frameworks that are loaded and in use before there is anything to weave into them.
 *
 * <p>Seen elsewhere: the first lines came before the metadata (elastic/elastic-otel-java#19,
 * open-telemetry/opentelemetry-java-instrumentation#19546).
 */
class LateWeavingIT {
  @ParameterizedTest
  @EnumSource
  void identityThatComesLaterIsInTheNextLines(Slf4jBackend backend) throws Exception {
    JvmCommand command = backend.logging().agent("startup.wait=0", "interval=100ms", "port=off");
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      endpoint.fail(new MockResponse.Builder().code(500).build());
      try (RunningJvm jvm = command.endpoint(endpoint).start()) {
        new LogRounds(jvm).await(1);
        assertEquals(LogRounds.WITHOUT_TASK, new LogRounds(jvm).lines(0));
        endpoint.recover();
        new LogRounds(jvm).awaitTask();
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
        Slf4jBackend.LOGBACK
            .logging()
            .agent("startup.wait=0", "interval=100ms")
            .options(
                "-javaagent:" + holding + "=ch/qos/logback/classic/spi/LoggingEvent," + released);
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      endpoint.fail(new MockResponse.Builder().code(500).build());
      try (RunningJvm jvm = command.endpoint(endpoint).start()) {
        jvm.await(() -> jvm.stderr().contains("held"), "the class is held");
        endpoint.recover();
        jvm.awaitSuccess();
        Files.createFile(released);
        new LogRounds(jvm).await(1);
        new LogRounds(jvm).awaitTask();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void runningJvmIsAttached(Slf4jBackend backend) throws Exception {
    JvmCommand command = backend.logging();
    if (Jdk.underTest().feature() >= 21) command.options("-XX:+EnableDynamicAgentLoading");
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = command.endpoint(endpoint).start()) {
      new LogRounds(jvm).await(1);
      assertEquals(LogRounds.WITHOUT_TASK, new LogRounds(jvm).lines(0));
      attach(jvm);
      new LogRounds(jvm).awaitTask();
      attach(jvm);
      assertEquals(LogRounds.WITH_TASK, new LogRounds(jvm).next());
    }
  }

  @Test
  void attachingAfterTheStartChangesNothing() throws Exception {
    JvmCommand command = Slf4jBackend.LOGBACK.logging();
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = command.endpoint(endpoint).agent("startup.wait=30s", "port=off").start()) {
      new LogRounds(jvm).await(1);
      assertEquals(LogRounds.WITH_TASK, new LogRounds(jvm).lines(0));
      attach(jvm);
      assertEquals(LogRounds.WITH_TASK, new LogRounds(jvm).next());
    }
  }

  private static void attach(RunningJvm jvm) throws Exception {
    Finished attach =
        JvmCommand.jar(BuiltJar.path())
            .arguments("attach", String.valueOf(jvm.pid()), "port=off")
            .run();
    assertEquals(0, attach.exitCode(), attach.stderr());
  }
}
