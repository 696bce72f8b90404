package io.github.ecsmetrics.it.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.LoggingConfiguration;
import io.github.ecsmetrics.it.Profile;
import io.github.ecsmetrics.it.guest.logging.JbossStory;
import io.github.ecsmetrics.it.guest.logging.Log4j2Story;
import io.github.ecsmetrics.it.guest.logging.Slf4jStory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field of docs/logging.md with every encoder that the page names. */
class JsonEncodersIT {
  private static final String TASK = "4c1a7a9be2ce44b3b6b1a4b4d2f3a7c0";
  private static final Map<String, String> FIELDS =
      new TreeMap<>(
          Map.of(
              "task_family", "orders",
              "task_revision", "7",
              "task_id", TASK,
              "task_arn", "arn:aws:ecs:eu-west-1:111122223333:task/shop/" + TASK,
              "cluster", "shop",
              "service", "orders-api",
              "container_name", "app",
              "container_id", TASK + "-2531612879",
              "launch_type", "FARGATE",
              "availability_zone", "eu-west-1b"));

  @BeforeEach
  void jdk() {
    Assumptions.assumeTrue(Jdk.underTest().feature() >= 17, "some of the encoders need JDK 17");
  }

  @Test
  void allFieldsAreInTheLinesOfLogbacksEncoders() throws Exception {
    Finished story =
        told(
            JvmCommand.of(Slf4jStory.class)
                .libraries(
                    "ch.qos.logback:logback-classic:1.5.38",
                    "net.logstash.logback:logstash-logback-encoder:8.1",
                    "co.elastic.logging:logback-ecs-encoder:1.7.0")
                .property("logback.configurationFile", configuration("logback.xml"))
                .arguments("json", "logstash", "ecs"));
    assertFields(story, "/loggerName", "json", "/mdc", "");
    assertFields(story, "/logger_name", "logstash", "", "");
    assertFields(story, "/log.logger", "ecs", "", "");
  }

  @Test
  void allFieldsAreInTheLinesOfLog4j2sLayouts() throws Exception {
    Finished story =
        told(
            JvmCommand.of(Log4j2Story.class)
                .libraries(
                    "org.apache.logging.log4j:log4j-core:2.26.1",
                    "org.apache.logging.log4j:log4j-layout-template-json:2.26.1",
                    "co.elastic.logging:log4j2-ecs-layout:1.7.0",
                    "com.fasterxml.jackson.core:jackson-databind:2.20.0")
                .property("log4j.configurationFile", configuration("log4j2.xml"))
                .arguments("template-ecs", "template-logstash", "template-gelf", "template-json")
                .arguments("template-gcp", "json", "gelf", "ecs"));
    assertFields(story, "/log.logger", "template-ecs", "", "");
    assertFields(story, "/logger_name", "template-logstash", "/mdc", "");
    assertFields(story, "/_logger", "template-gelf", "", "_");
    assertFields(story, "/loggerName", "template-json", "/contextMap", "");
    assertFields(story, "/logger", "template-gcp", "/logging.googleapis.com~1labels", "");
    assertFields(story, "/loggerName", "json", "/contextMap", "");
    assertFields(story, "/_logger", "gelf", "", "_");
    assertFields(story, "/log.logger", "ecs", "", "");
  }

  @ParameterizedTest
  @CsvSource({"json, /loggerName, /mdc", "ecs, /log.logger, ''"})
  void allFieldsAreInTheLinesOfJbossFormatters(String formatter, String logger, String at)
      throws Exception {
    Finished story =
        told(
            JvmCommand.of(JbossStory.class)
                .libraries(
                    "org.jboss.logmanager:jboss-logmanager:3.1.2.Final",
                    "org.eclipse.parsson:parsson:1.1.7",
                    "co.elastic.logging:jboss-logmanager-ecs-formatter:1.7.0")
                .property("java.util.logging.manager", "org.jboss.logmanager.LogManager")
                .arguments(formatter, "x"));
    assertFields(story, logger, "x", at, "");
  }

  static Stream<Arguments> springBootsFormats() {
    String ecs = "service:ecs_service";
    return Profile.MATRIX.sample(
        2,
        List.of(
            Arguments.of("logging", "ecs", "/log/logger", "", ecs, "ecs_service"),
            Arguments.of("logging", "logstash", "/logger_name", "", "service", "service"),
            Arguments.of("logging", "gelf", "/_log_logger", "_", "service", "service"),
            Arguments.of("log4j2", "ecs", "/log/logger", "", ecs, "ecs_service"),
            Arguments.of("log4j2", "logstash", "/logger_name", "", "service", "service"),
            Arguments.of("log4j2", "gelf", "/_log_logger", "_", "service", "service")));
  }

  /** But for {@code service} in the format {@code ecs}, which is an object there. */
  @ParameterizedTest
  @MethodSource("springBootsFormats")
  void allFieldsAreInTheLinesOfSpringBoot(
      String backend, String format, String logger, String prefix, String service, String name)
      throws Exception {
    Finished story =
        Story.runWithKeys(
            keys().replaceFirst("\\bservice\\b", service),
            SpringBoot.program(backend, "4.1.1", Slf4jStory.class)
                .property("logging.structured.format.console", format)
                .arguments("x"),
            "\"" + Story.LAST + "\"");
    Map<String, String> fields = new TreeMap<>(FIELDS);
    fields.put(name, fields.remove("service"));
    assertFields(fields, story, logger, "x", "", prefix);
  }

  static Stream<Arguments> springBoots() {
    return Profile.MATRIX.sample(
        3,
        List.of(
            Arguments.of("logging", "3.5.7"),
            Arguments.of("logging", "4.1.1"),
            Arguments.of("log4j2", "3.5.7"),
            Arguments.of("log4j2", "4.1.1")));
  }

  /**
   * Seen elsewhere: a key of the MDC that the format writes itself loses the line
   * (spring-projects/spring-boot#45217, spring-projects/spring-boot#45063).
   */
  @ParameterizedTest
  @MethodSource("springBoots")
  void taskNamesTheServiceOfSpringBootsEcs(String backend, String version) throws Exception {
    Finished story =
        Story.runWithKeys(
            "task_family:service.name",
            SpringBoot.program(backend, version, Slf4jStory.class)
                .property("logging.structured.format.console", "ecs")
                .property("logging.structured.ecs.service.name", "${ecs.metadata.task.family}")
                .property("logging.structured.ecs.service.version", "${ecs.metadata.task.revision}")
                .property("logging.structured.json.context.prefix", "task")
                .arguments("x"),
            "\"" + Story.LAST + "\"");
    JsonNode line = JsonLines.of(story).get(0);
    assertEquals(
        "orders 7", line.at("/service/name").asText() + " " + line.at("/service/version").asText());
    assertEquals("orders", line.at("/task/service/name").asText());
  }

  private static String keys() {
    return String.join(",", FIELDS.keySet());
  }

  private static Finished told(JvmCommand story) throws Exception {
    return Story.runWithKeys(keys(), story, "\"" + Story.LAST + "\"");
  }

  private static void assertFields(
      Finished story, String loggerAt, String logger, String at, String prefix) throws Exception {
    assertFields(FIELDS, story, loggerAt, logger, at, prefix);
  }

  /**
   * @param at JSON pointer to the object that has the fields
   */
  private static void assertFields(
      Map<String, String> fields,
      Finished story,
      String loggerAt,
      String logger,
      String at,
      String prefix)
      throws Exception {
    List<JsonNode> lines =
        JsonLines.of(story).stream()
            .filter(line -> line.at(loggerAt).asText().equals(logger))
            .toList();
    assertEquals(Story.CONTEXTS.size(), lines.size(), () -> logger + ": " + story.stdout());
    Map<String, String> found = new TreeMap<>();
    for (String field : fields.keySet()) {
      found.put(field, lines.get(0).at(at).path(prefix + field).asText());
    }
    assertEquals(fields, found, logger);
  }

  private static String configuration(String name) {
    return LoggingConfiguration.file("encoders/" + name).toString();
  }
}
