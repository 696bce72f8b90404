package io.github.ecsmetrics.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The {@code promtool} of Prometheus; a test that needs it is skipped if it is not installed. */
public final class Promtool {
  private static final int DISLIKES = 3;

  private Promtool() {}

  /** Fails unless {@code promtool check metrics} has nothing to say about this page. */
  public static void checkMetrics(String page) throws Exception {
    Finished finished = run(page);
    assertEquals("", finished.stdout() + finished.stderr());
    assertEquals(0, finished.exitCode());
  }

  /** Fails unless it can read this page; it may dislike names and missing help. */
  public static void checkSyntax(String page) throws Exception {
    Finished finished = run(page);
    int expected = finished.exitCode() == DISLIKES ? DISLIKES : 0;
    assertEquals(expected, finished.exitCode(), () -> finished.stdout() + finished.stderr());
  }

  private static Finished run(String page) throws Exception {
    JvmCommand promtool = JvmCommand.tool(Program.onPath("promtool"));
    try (RunningJvm check = promtool.arguments("check", "metrics").start()) {
      check.writeLine(page.stripTrailing());
      return check.endInput();
    }
  }
}
