package io.github.ecsmetrics.it.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.LoggingConfiguration;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import java.util.List;

/** The lines that a guest's {@code ContextStory} should log, in their order. */
final class Story {
  /** Own keys win, and the task's value is back when the application has removed its own. */
  static final List<Context> CONTEXTS =
      List.of(
          new Context("empty", "orders", "7", ""),
          new Context("own", "own", "7", "alice"),
          new Context("removed", "orders", "7", "alice"),
          new Context("emptied", "orders", "7", ""),
          new Context("thread", "orders", "7", ""),
          new Context("pool", "orders", "7", ""),
          new Context("forkjoin", "orders", "7", ""),
          new Context("virtual", "orders", "7", ""));

  static final String LAST = "virtual";

  private Story() {}

  /**
   * @param user empty if the application has put none
   */
  record Context(String message, String family, String revision, String user) {
    /** As the patterns of these tests have it. */
    String keys() {
      return family + " " + revision + " " + user;
    }
  }

  /** The lines {@code logger message|family revision user} of a pattern layout. */
  static List<String> lines(String logger) {
    return CONTEXTS.stream().map(each -> logger + " " + each.message + "|" + each.keys()).toList();
  }

  /** Runs the story with the agent until each of these parts has come on stdout. */
  static Finished run(JvmCommand command, String... last) throws Exception {
    return runWithKeys("task_family,task_revision", command, last);
  }

  /** The same with a setting {@code mdc.keys} of the user's. */
  static Finished runWithKeys(String keys, JvmCommand command, String... last) throws Exception {
    command.agent("startup.wait=30s", "port=off", "mdc.keys=" + keys);
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = command.endpoint(endpoint).start()) {
      for (String part : last) jvm.awaitStdout(part);
      return jvm.endInput();
    }
  }

  /** Configures Logback or Log4j 2, wherever it lives, for {@link #assertLogged}. */
  static JvmCommand configured(JvmCommand command) {
    return command
        .property("logback.configurationFile", LoggingConfiguration.file("logback.xml").toString())
        .property(
            "log4j.configurationFile", LoggingConfiguration.file("log4j2/log4j2.xml").toString());
  }

  /** Every line of the logger {@code sync} carries the task, and the agent reports nothing. */
  static void assertLogged(JvmCommand command) throws Exception {
    Finished story = run(command.arguments("sync"), "\nsync " + LAST);
    assertEquals(lines("sync"), linesOf("sync", story));
    assertEquals(List.of(), story.agentLines());
  }

  /** The lines of a logger, without the whole context that {@code %X} adds after the last bar. */
  static List<String> linesOf(String logger, Finished story) {
    return story.stdoutLines(logger + " ").stream()
        .map(line -> line.substring(0, line.lastIndexOf('|')))
        .toList();
  }
}
