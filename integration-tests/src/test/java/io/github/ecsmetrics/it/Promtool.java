package io.github.ecsmetrics.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The {@code promtool} of Prometheus; a test that needs it is skipped if it is not installed. */
public final class Promtool {
  private Promtool() {}

  /** Fails unless {@code promtool check metrics} accepts this page in the text format. */
  public static void checkMetrics(String page) throws Exception {
    Finished finished = run(page);
    assertEquals("", finished.stdout() + finished.stderr());
    assertEquals(0, finished.exitCode());
  }

  /** What it prints about a page; it complains of names that it merely dislikes. */
  public static Finished run(String page) throws Exception {
    JvmCommand promtool = JvmCommand.tool(Program.onPath("promtool"));
    try (RunningJvm check = promtool.arguments("check", "metrics").start()) {
      check.writeLine(page.stripTrailing());
      return check.endInput();
    }
  }
}
