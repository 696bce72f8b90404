package io.github.ecsmetrics.it.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample service, whose Logback is in a nested jar: its pattern and its structured formats. */
class SpringBootIT {
  private static final String FIRST = "Starting SampleApplication";

  @Test
  void patternShowsTheTask() throws Exception {
    String line = firstLine("--logging.pattern.console=%X{task_family} %X{task_revision} %m%n");
    assertEquals("orders 7 " + FIRST, line.substring(0, ("orders 7 " + FIRST).length()));
  }

  @ParameterizedTest
  @CsvSource({
    "ecs, task_family, task_revision",
    "logstash, task_family, task_revision",
    "gelf, _task_family, _task_revision"
  })
  void structuredLoggingShowsTheTask(String format, String family, String revision)
      throws Exception {
    JsonNode event =
        new ObjectMapper().readTree(firstLine("--logging.structured.format.console=" + format));
    assertEquals("orders", event.path(family).asText());
    assertEquals("7", event.path(revision).asText());
  }

  private static String firstLine(String logging) throws Exception {
    Assumptions.assumeTrue(Jdk.underTest().feature() >= 17, "Spring Boot needs JDK 17");
    Path jar = Path.of("../sample-app/target/sample-app.jar").toAbsolutePath().normalize();
    Assumptions.assumeTrue(Files.exists(jar), "no sample-app");
    JvmCommand command = JvmCommand.jar(jar).agentByEnvironment("startup.wait=30s", "port=off");
    command.arguments("--server.port=0", "--spring.main.banner-mode=off", logging);
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = command.endpoint(endpoint).start()) {
      jvm.await(() -> jvm.stdout().matches("(?s).*" + FIRST + "[^\n]*\n.*"), FIRST);
      return jvm.stdout().lines().filter(each -> each.contains(FIRST)).findFirst().orElseThrow();
    }
  }
}
