package io.github.ecsmetrics.agent.log;

import java.io.PrintStream;

/**
 * Logs to stderr: one line per problem that a person should act on.
 *
 * <p>Uses neither a logging framework nor {@code System.Logger}: both would initialise {@code
 * java.util.logging} before the application has chosen its log manager.
 */
public final class AgentLog {
  private static final String PREFIX = "[ecs-metrics-agent] ";

  // Read once: an application may redirect System.err to its logger, which must not get our lines.
  private static final PrintStream ERR = System.err;

  private static final Object LOCK = new Object();

  // Null until the first line, which most JVMs never print.
  private static StderrWriter writer;

  // Null until the first problem, which most JVMs never have.
  private static Problems problems;

  private static volatile boolean debug;

  private AgentLog() {}

  /** Turns the lines and stack traces of the {@code debug} methods on or off. */
  public static void setDebug(boolean on) {
    debug = on;
  }

  /** Prints one line. If nobody reads stderr, waits at most 200 ms, see {@link StderrWriter}. */
  public static void warn(String message) {
    writer().write(PREFIX + oneLine(message));
  }

  private static StderrWriter writer() {
    synchronized (LOCK) {
      if (writer == null) writer = new StderrWriter(ERR, PREFIX);
      return writer;
    }
  }

  /**
   * Prints a problem, unless it was printed before. It is printed again if it comes back after ten
   * minutes.
   *
   * @param topic the subject, for example {@code "port"}; {@link #resolved} ends its problems
   */
  public static void problem(String topic, String message) {
    problem(topic, message, message);
  }

  /**
   * The same for a problem whose message varies.
   *
   * @param kind identifies the problem instead of its message, for example {@code "timeout"}
   */
  public static void problem(String topic, String kind, String message) {
    synchronized (LOCK) {
      if (problems == null) problems = new Problems();
      if (!problems.isNew(topic, kind, System.nanoTime())) return;
    }
    warn(message);
  }

  /** Marks the problems of a topic as over. */
  public static void resolved(String topic) {
    synchronized (LOCK) {
      if (problems != null) problems.resolved(topic);
    }
  }

  /** Prints a line if {@code debug} is on. */
  public static void debug(String message) {
    if (debug) warn(message);
  }

  /** Prints a stack trace if {@code debug} is on. */
  public static void debug(Throwable failure) {
    if (debug) writer().write(failure);
  }

  /** Replaces control characters, because a message may quote what a server has sent. */
  static String oneLine(String message) {
    char[] chars = message.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      if (Character.isISOControl(chars[i])) chars[i] = ' ';
    }
    return new String(chars);
  }
}
