package io.github.ecsmetrics.it.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.LoggingConfiguration;
import io.github.ecsmetrics.it.guest.logging.HelidonStory;
import io.github.ecsmetrics.it.guest.logging.Slf4jStory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contexts that are no framework's own: lines carry the task, and lookups answer it. */
class OtherMdcsIT {
  /** The listener puts an adapter of its own in the place of Logback's. */
  @Test
  void exchangedAdapterOfLogback() throws Exception {
    Finished story =
        Story.run(
            JvmCommand.of(Slf4jStory.class)
                .libraries(
                    "ch.qos.logback:logback-classic:1.2.13",
                    "com.ofpay:logback-mdc-ttl:1.0.2",
                    "com.alibaba:transmittable-thread-local:2.14.5")
                .property(
                    "logback.configurationFile",
                    LoggingConfiguration.file("ttl/logback.xml").toString())
                .arguments("x"),
            "x " + Story.LAST);
    assertEquals(Story.lines("x"), story.stdoutLines("x "));
    assertEquals(
        List.of(
            "story empty: orders 7 null {}",
            "story own: own 7 null {task_family=own, user=alice}",
            "story removed: orders 7 null {user=alice}",
            "story emptied: orders 7 null {}"),
        story.stdoutLines("story e", "story o", "story r"));
  }

  @ParameterizedTest
  @CsvSource({"2.3.0, 11", "4.0.0, 21", "4.5.0, 21"})
  void helidonsOwnForJavaUtilLogging(String version, int jdk) throws Exception {
    Finished story =
        Story.run(
            JvmCommand.of(HelidonStory.class)
                .on(Jdk.of(jdk))
                .libraries("io.helidon.logging:helidon-logging-jul:" + version)
                .property(
                    "java.util.logging.config.file",
                    LoggingConfiguration.file("helidon/logging.properties").toString())
                .arguments("x"),
            "x " + Story.LAST);
    assertEquals(
        Story.lines("x").stream().map(line -> line.replaceFirst("([^ ]*)$", "!$1!")).toList(),
        story.stdoutLines("x "));
    assertEquals(
        List.of(
            "story empty: orders 7 null {}",
            "story own: own 7 null {}",
            "story removed: orders 7 null {}",
            "story emptied: orders 7 null {}"),
        story.stdoutLines("story e", "story o", "story r"));
  }
}
