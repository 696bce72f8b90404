package io.github.ecsmetrics.agent.log;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.function.Executable;

/** The agent's lines while something runs, as if nothing had been printed before. */
public final class Stderr {
  private static final String END = "[ecs-metrics-agent] end of the test\n";

  private Stderr() {}

  public static String of(Executable action) {
    return of(action, false);
  }

  /** With the stack traces that {@code debug=true} adds. */
  public static String withTraces(Executable action) {
    return of(action, true);
  }

  private static String of(Executable action, boolean debug) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    Object writer = exchange("writer", new StderrWriter(stream, "[ecs-metrics-agent] "));
    Object problems = exchange("problems", null);
    AgentLog.setDebug(debug);
    try {
      action.execute();
      AgentLog.warn("end of the test");
      long end = System.nanoTime() + 10_000_000_000L;
      String text = printed.toString(StandardCharsets.UTF_8);
      while (!text.endsWith(END) && System.nanoTime() < end) {
        Thread.sleep(5);
        text = printed.toString(StandardCharsets.UTF_8);
      }
      return text.substring(0, text.length() - END.length());
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable failure) {
      throw new AssertionError(failure);
    } finally {
      AgentLog.setDebug(false);
      exchange("writer", writer);
      exchange("problems", problems);
    }
  }

  /** Returns the old value of a field. */
  private static Object exchange(String name, Object value) {
    try {
      Field field = AgentLog.class.getDeclaredField(name);
      field.setAccessible(true);
      Object old = field.get(null);
      field.set(null, value);
      return old;
    } catch (ReflectiveOperationException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
