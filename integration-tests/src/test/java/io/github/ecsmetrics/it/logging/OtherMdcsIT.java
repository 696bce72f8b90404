package io.github.ecsmetrics.it.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.LoggingConfiguration;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Sources;
import io.github.ecsmetrics.it.guest.logging.HelidonStory;
import io.github.ecsmetrics.it.guest.logging.Slf4jStory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

  /** It has no context: docs/logging.md shows this formatter. */
  @Test
  void formatterOfJavaUtilLoggingReadsTheSystemProperties(@TempDir Path folder) throws Exception {
    Path classes =
        Sources.in(folder, 8)
            .file("shop/TaskFormatter.java", formatter())
            .file(
                "shop/Main.java",
                """
                package shop;
                public class Main {
                  public static void main(String[] arguments) {
                    java.util.logging.Logger.getLogger("shop").info("hello");
                  }
                }
                """)
            .compile();
    Path configuration = folder.resolve("logging.properties");
    Files.writeString(
        configuration,
        """
        handlers=java.util.logging.ConsoleHandler
        java.util.logging.ConsoleHandler.formatter=shop.TaskFormatter
        java.util.logging.SimpleFormatter.format=%5$s%n
        """);
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      Finished finished =
          JvmCommand.of("shop.Main")
              .classPath(List.of(classes))
              .property("java.util.logging.config.file", configuration.toString())
              .endpoint(endpoint)
              .agent("startup.wait=30s", "port=off")
              .run();
      assertEquals("task_family=orders task_revision=7 hello\n", finished.stderr());
    }
  }

  /** The one of the page. */
  private static String formatter() throws IOException {
    String page = Files.readString(Path.of("../docs/logging.md"));
    int begin = page.indexOf("package shop;");
    return page.substring(begin, page.indexOf("```", begin));
  }
}
