package io.github.ecsmetrics.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Ports;
import io.github.ecsmetrics.it.Profile;
import io.github.ecsmetrics.it.RunningJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tool JVM right before the broker's, as in Kafka's image; reload4j in it or Log4j 2. */
class KafkaIT {
  @TempDir Path folder;

  @Test
  void bootsLogsWithIdentityServesAndStops() throws Exception {
    Profile.SERVERS.assume();
    // Kafka 3 asks for the Subject of the SecurityManager, which Java 24 has no more.
    boolean old = Jdk.underTest().feature() < 24;
    Path configuration = configure();
    Path log4j = old ? log4j1() : log4j2();
    String[] kafka =
        old
            ? new String[] {"org.apache.kafka:kafka_2.13:3.9.1", "org.slf4j:slf4j-reload4j:1.7.36"}
            : new String[] {
              "org.apache.kafka:kafka_2.13:4.1.1",
              "org.apache.logging.log4j:log4j-slf4j-impl:2.24.3",
              "org.apache.logging.log4j:log4j-core:2.24.3"
            };
    int port = Ports.free();
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      Finished format =
          kafka("kafka.tools.StorageTool", kafka, log4j, endpoint, port)
              .arguments("format", "-t", "MkU3OEVBNTcwNTJENDM2Qg", "-c", configuration.toString())
              .run();
      assertEquals(0, format.exitCode(), format.toString());
      assertEquals(List.of(), format.agentLines());
      try (RunningJvm jvm =
          kafka("kafka.Kafka", kafka, log4j, endpoint, port)
              .arguments(configuration.toString())
              .start()) {
        jvm.awaitStdout("Kafka Server started");
        jvm.stdout()
            .lines()
            .filter(line -> line.contains("Kafka Server started"))
            .forEach(line -> assertTrue(line.startsWith("orders:7 "), line));
        assertTrue(jvm.awaitSuccess().contains("jvm_memory_used_bytes{"));
        Finished stopped = jvm.terminate();
        assertEquals(List.of(), stopped.agentLines());
      }
    }
  }

  private static JvmCommand kafka(
      String main, String[] libraries, Path log4j, MetadataEndpoint endpoint, int port) {
    return JvmCommand.of(main)
        .libraries(libraries)
        .property("log4j.configuration", "file:" + log4j)
        .property("log4j2.configurationFile", log4j.toString())
        .endpoint(endpoint)
        .agentByEnvironment("port=" + port, "interval=1s");
  }

  private Path log4j1() throws IOException {
    return Files.writeString(
        folder.resolve("log4j.properties"),
        """
        log4j.rootLogger=INFO, out
        log4j.appender.out=org.apache.log4j.ConsoleAppender
        log4j.appender.out.layout=org.apache.log4j.PatternLayout
        log4j.appender.out.layout.ConversionPattern=%X{task_family}:%X{task_revision} %m%n
        """);
  }

  private Path log4j2() throws IOException {
    return Files.writeString(
        folder.resolve("log4j2.xml"),
        """
        <Configuration>
          <Appenders>
            <Console name="out">
              <PatternLayout pattern="%X{task_family}:%X{task_revision} %m%n"/>
            </Console>
          </Appenders>
          <Loggers><Root level="info"><AppenderRef ref="out"/></Root></Loggers>
        </Configuration>
        """);
  }

  private Path configure() throws Exception {
    int broker = Ports.free();
    int controller = Ports.free();
    Path configuration = folder.resolve("server.properties");
    Files.writeString(
        configuration,
        """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        controller.listener.names=CONTROLLER
        listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
        log.dirs=%3$s
        """
            .formatted(broker, controller, folder.resolve("data")));
    return configuration;
  }
}
