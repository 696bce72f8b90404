package io.github.ecsmetrics.it.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.LoggingConfiguration;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Ports;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.logging.JbossStory;
import io.github.ecsmetrics.it.guest.logging.Log4j1Story;
import io.github.ecsmetrics.it.guest.logging.Log4j2Story;
import io.github.ecsmetrics.it.guest.logging.Slf4jStory;
import io.github.ecsmetrics.it.logging.Story.Context;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Encoders, layouts and appenders find the task in the context that they read. */
class LoggingReadersIT {
  /**
   * Seen elsewhere: structured encoders dropped or nested the fields
   * (logfellow/logstash-logback-encoder#1054, spring-projects/spring-boot#45218).
   */
  @ParameterizedTest
  @CsvSource({"1.5.38, 8.1, 11", "1.6.6, 9.0, 17"})
  void logbackEncodersAndSiftingAppender(String logback, String logstash, int oldestJdk)
      throws Exception {
    assumeAtLeast(oldestJdk);
    Finished story =
        Story.run(
            JvmCommand.of(Slf4jStory.class)
                .libraries(
                    "ch.qos.logback:logback-classic:" + logback,
                    "net.logstash.logback:logstash-logback-encoder:" + logstash)
                .property("logback.configurationFile", file("logback.xml").toString())
                .arguments("json", "logstash", "mdc", "sift"),
            "sift " + Story.LAST);
    assertEquals(Story.CONTEXTS, contexts(story, "loggerName", "json", "/mdc"));
    assertEquals(Story.CONTEXTS, contexts(story, "logger_name", "logstash", ""));
    assertEquals(Story.lines("mdc"), story.stdoutLines("mdc "));
    assertEquals(Story.lines("sift"), story.stdoutLines("sift "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.17.2", "2.26.1"})
  void log4j2JsonTemplateLayout(String version) throws Exception {
    Finished story =
        Story.run(
            JvmCommand.of(Log4j2Story.class)
                .libraries(
                    "org.apache.logging.log4j:log4j-core:" + version,
                    "org.apache.logging.log4j:log4j-layout-template-json:" + version)
                .property("log4j.configurationFile", file("log4j2.xml").toString())
                .arguments("template", "logstash"),
            Story.LAST,
            "\"message\":\"" + Story.LAST + "\",\"thread_name\"");
    assertEquals(Story.CONTEXTS, contexts(story, "log.logger", "template", ""));
    assertEquals(Story.CONTEXTS, contexts(story, "logger_name", "logstash", "/mdc"));
  }

  @ParameterizedTest
  @CsvSource({
    "2.1.19.Final, org.glassfish:javax.json:1.1.4, 8",
    "3.1.2.Final, org.eclipse.parsson:parsson:1.1.7, 11"
  })
  void jbossJsonFormatter(String version, String jsonProvider, int oldestJdk) throws Exception {
    assumeAtLeast(oldestJdk);
    Finished story =
        Story.run(
            JvmCommand.of(JbossStory.class)
                .libraries("org.jboss.logmanager:jboss-logmanager:" + version, jsonProvider)
                .property("java.util.logging.manager", "org.jboss.logmanager.LogManager")
                .arguments("json", "json"),
            "\"" + Story.LAST + "\"");
    assertEquals(Story.CONTEXTS, contexts(story, "loggerName", "json", "/mdc"));
  }

  @ParameterizedTest
  @CsvSource({"1.2.13,, 8", "1.5.38,, 11", "1.6.6, 127.0.0.1, 11"})
  void logbackEventsReceivedByAnotherJvm(String version, String allowed, int oldestJdk)
      throws Exception {
    assumeAtLeast(oldestJdk);
    String[] logback = {"ch.qos.logback:logback-classic:" + version};
    JvmCommand receiver =
        JvmCommand.of("ch.qos.logback.classic.net.SimpleSocketServer").libraries(logback);
    JvmCommand sender =
        JvmCommand.of(Slf4jStory.class)
            .libraries(logback)
            .property("logback.configurationFile", file("logback-sender.xml").toString());
    String[] more = allowed == null ? new String[0] : new String[] {allowed};
    List<String> received = received(receiver, file("logback-receiver.xml"), sender, more);
    // 1.2 reads the context on its sending thread, which does not have the application's: with or
    // without an agent, no key of the application arrives.
    boolean ownKeysLost = version.equals("1.2.13");
    assertEquals(ownKeysLost ? taskOnly() : Story.lines("sent"), received);
  }

  @Test
  void log4j1EventsReceivedByAnotherJvm() throws Exception {
    String[] reload4j = {"ch.qos.reload4j:reload4j:1.2.27"};
    JvmCommand receiver =
        JvmCommand.of("org.apache.log4j.net.SimpleSocketServer").libraries(reload4j);
    JvmCommand sender =
        JvmCommand.of(Log4j1Story.class)
            .libraries(reload4j)
            .property("log4j.configuration", file("log4j1-sender.properties").toUri().toString());
    assertEquals(
        Story.lines("sent"), received(receiver, file("log4j1-receiver.properties"), sender));
  }

  /** It reads the context of the thread, not of the event. */
  @Test
  void log4j1EcsLayout() throws Exception {
    Finished story =
        Story.run(
            JvmCommand.of(Log4j1Story.class)
                .libraries(
                    "ch.qos.reload4j:reload4j:1.2.27", "co.elastic.logging:log4j-ecs-layout:1.7.0")
                .property("log4j.configuration", file("log4j1-ecs.properties").toUri().toString())
                .arguments("ecs"),
            "\"" + Story.LAST + "\"");
    assertEquals(Story.CONTEXTS, contexts(story, "log.logger", "ecs", ""));
  }

  /** It reads the keys of the thread's context. */
  @Test
  void log4j1GelfAppender() throws Exception {
    try (ServerSocket graylog = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      graylog.setSoTimeout(60_000);
      JvmCommand sender =
          JvmCommand.of(Log4j1Story.class)
              .libraries(
                  "ch.qos.reload4j:reload4j:1.2.27", "biz.paluch.logging:logstash-gelf:1.15.1")
              .property("receiver", String.valueOf(graylog.getLocalPort()))
              .property("log4j.configuration", file("log4j1-gelf.properties").toUri().toString())
              .arguments("sent");
      Story.run(sender);
      try (Socket sent = graylog.accept()) {
        String[] messages = new String(sent.getInputStream().readAllBytes(), UTF_8).split("\0");
        List<Context> contexts = new ArrayList<>();
        for (String message : messages) {
          JsonNode event = JsonLines.parse(message);
          contexts.add(context(event.path("short_message").asText(), event, "_"));
        }
        assertEquals(Story.CONTEXTS, contexts);
      }
    }
  }

  private static void assumeAtLeast(int jdk) {
    Assumptions.assumeTrue(Jdk.underTest().feature() >= jdk, "needs Java " + jdk);
  }

  private static List<String> taskOnly() {
    return Story.CONTEXTS.stream().map(each -> "sent " + each.message() + "|orders 7 ").toList();
  }

  private static List<String> received(
      JvmCommand receiver, Path configuration, JvmCommand sender, String... more) throws Exception {
    String port = String.valueOf(Ports.free());
    receiver.arguments(port, configuration.toString()).arguments(more);
    sender.property("receiver", port).arguments("sent").agent("startup.wait=30s", "port=off");
    try (RunningJvm server = receiver.start();
        MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      server.await(() -> server.stdout().contains("accept"), "listens");
      try (RunningJvm client = sender.endpoint(endpoint).start()) {
        server.awaitStdout("sent " + Story.LAST);
        client.endInput();
      }
      return server.stdout().lines().filter(line -> line.startsWith("sent ")).toList();
    }
  }

  /**
   * @param at JSON pointer to the object that has the keys
   */
  private static List<Context> contexts(
      Finished story, String loggerField, String logger, String at) throws Exception {
    List<Context> contexts = new ArrayList<>();
    for (JsonNode event : JsonLines.of(story)) {
      if (!event.path(loggerField).asText().equals(logger)) continue;
      contexts.add(context(event.path("message").asText(), event.at(at), ""));
    }
    return contexts;
  }

  private static Context context(String message, JsonNode keys, String prefix) {
    return new Context(
        message,
        keys.path(prefix + "task_family").asText(),
        keys.path(prefix + "task_revision").asText(),
        keys.path(prefix + "user").asText());
  }

  private static Path file(String name) {
    return LoggingConfiguration.file("readers/" + name);
  }
}
