package io.github.ecsmetrics.agent.log;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;

/**
 * The agent's voice: one line on stderr per problem that a person should act on, nothing else.
 *
 * <p>Neither a logging framework nor {@code System.Logger}: both would initialise {@code
 * java.util.logging} before the application has chosen its log manager.
 */
public final class AgentLog {
  private static final String PREFIX = "[ecs-metrics-agent] ";

  // Taken once: an application that redirects System.err to its logger must not get our lines back.
  private static final PrintStream ERR = System.err;

  private static final Map<String, String> LAST_PROBLEMS = new HashMap<>();

  private static volatile boolean debug;

  private AgentLog() {}

  /** Turns decisions and stack traces on or off. */
  public static void debug(boolean on) {
    debug = on;
  }

  /** Says one line. */
  public static void warn(String message) {
    ERR.println(PREFIX + oneLine(message));
  }

  /**
   * Says a problem that may repeat: again only when its text changes or after {@link #resolved}.
   *
   * @param topic what the problem is about, for example {@code "port"}
   */
  public static void problem(String topic, String message) {
    synchronized (LAST_PROBLEMS) {
      if (message.equals(LAST_PROBLEMS.put(topic, message))) return;
    }
    warn(message);
  }

  /** The problem of that topic is over, so that its next occurrence is said again. */
  public static void resolved(String topic) {
    synchronized (LAST_PROBLEMS) {
      LAST_PROBLEMS.remove(topic);
    }
  }

  /** Says a decision, where {@code debug} is on. */
  public static void debug(String message) {
    if (debug) warn(message);
  }

  /** Prints a stack trace, where {@code debug} is on. */
  public static void debug(Throwable failure) {
    if (debug) failure.printStackTrace(ERR);
  }

  private static String oneLine(String message) {
    return message.replace('\r', ' ').replace('\n', ' ');
  }
}
