package io.github.ecsmetrics.it.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.LoggingConfiguration;
import io.github.ecsmetrics.it.Profile;
import io.github.ecsmetrics.it.guest.logging.FieldsStory;
import io.github.ecsmetrics.it.guest.logging.SpringBootStory;
import io.github.ecsmetrics.it.logging.Story.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A field of the event's own with the name of the task's wins, outside of the MDC too: no line is
 * lost and no name is there twice.
 */
class EventFieldsIT {
  private static final String END = "\"end\"";

  static Stream<Arguments> springBootsFormats() {
    return Profile.MATRIX.sample(
        3,
        List.of(
            Arguments.of("logging", "3.5.7", "ecs", ""),
            Arguments.of("logging", "4.1.1", "ecs", ""),
            Arguments.of("logging", "4.1.1", "logstash", ""),
            Arguments.of("logging", "4.1.1", "gelf", "_"),
            Arguments.of("log4j2", "3.5.7", "ecs", ""),
            Arguments.of("log4j2", "4.1.1", "ecs", ""),
            Arguments.of("log4j2", "4.1.1", "logstash", ""),
            Arguments.of("log4j2", "4.1.1", "gelf", "_")));
  }

  @ParameterizedTest
  @MethodSource("springBootsFormats")
  void keyValuePairsWinInSpringBootsFormats(
      String backend, String version, String format, String prefix) throws Exception {
    Assumptions.assumeTrue(Jdk.underTest().feature() >= 17, "Spring Boot needs JDK 17");
    Finished story =
        Story.run(
            SpringBoot.program(backend, version, FieldsStory.class)
                .property("logging.structured.format.console", format)
                .arguments("x", "none", "argument", "pair", "pairs", "other"),
            END);
    assertEquals(
        expected("none", "argument", "pair", "pairs", "other"),
        contexts(story, prefix.isEmpty() ? "message" : "short_message", prefix));
  }

  /**
   * Seen elsewhere: one name twice in a line, from the MDC and from the event itself
   * (logfellow/logstash-logback-encoder#422, logfellow/logstash-logback-encoder#721).
   */
  @ParameterizedTest
  @CsvSource({
    "1.1.1, 4.11, 8, none argument append appendEntries and reference",
    "1.2.13, 5.0, 8, none argument kv entries append appendEntries and reference",
    "1.3.16, 7.4, 8, none argument pair pairs other kv entries append appendEntries and reference",
    "1.5.38, 8.1, 11, none argument pair pairs other kv entries append appendEntries and reference",
    "1.6.6, 9.0, 17, none argument pair pairs other kv entries append appendEntries and reference"
  })
  void pairsArgumentsAndMarkersWinInLogstashLogbackEncoder(
      String logback, String logstash, int oldestJdk, String ways) throws Exception {
    Assumptions.assumeTrue(Jdk.underTest().feature() >= oldestJdk, "needs Java " + oldestJdk);
    Finished story =
        Story.run(
            JvmCommand.of(FieldsStory.class)
                .libraries(
                    "ch.qos.logback:logback-classic:" + logback,
                    "net.logstash.logback:logstash-logback-encoder:" + logstash)
                .property(
                    "logback.configurationFile",
                    LoggingConfiguration.file("encoders/logstash.xml").toString())
                .arguments("logstash")
                .arguments(ways.split(" ")),
            END);
    assertEquals(expected(ways.split(" ")), contexts(story, "message", ""));
  }

  private static List<Context> expected(String... ways) {
    List<Context> expected = new ArrayList<>();
    for (String user : List.of("", "alice")) {
      for (String way : ways) expected.add(context(way, user));
    }
    expected.add(new Context("end", "orders", "7", ""));
    return expected;
  }

  private static Context context(String way, String user) {
    return switch (way) {
      case "none", "argument", "other" -> new Context(way, "orders", "7", user);
      case "pairs", "entries", "appendEntries" -> new Context(way, "mine", "1", user);
      default -> new Context(way, "mine", "7", user);
    };
  }

  private static List<Context> contexts(Finished story, String message, String prefix)
      throws Exception {
    List<Context> contexts = new ArrayList<>();
    for (JsonNode event : JsonLines.of(story)) {
      if (event.path(message).asText().contains(SpringBootStory.class.getSimpleName())) continue;
      if (event.path(message).asText().startsWith("No active profile")) continue;
      contexts.add(
          new Context(
              event.path(message).asText(),
              event.path(prefix + "task_family").asText(),
              event.path(prefix + "task_revision").asText(),
              event.path(prefix + "user").asText()));
    }
    return contexts;
  }
}
