package io.github.ecsmetrics.it.logging;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import java.util.List;

/** What the lines of a guest's {@code ContextStory} are to carry, in their order. */
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
   * @param user empty where the application has put none
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
}
