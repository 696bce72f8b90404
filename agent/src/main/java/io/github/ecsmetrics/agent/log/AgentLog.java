package io.github.ecsmetrics.agent.log;

import java.io.PrintStream;

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

  private static final Object LOCK = new Object();

  // Made with the first line, which most JVMs never see.
  private static StderrWriter writer;

  // Made with the first problem, which most JVMs never see.
  private static Problems problems;

  private static volatile boolean debug;

  private AgentLog() {}

  /** Turns decisions and stack traces on or off. */
  public static void debug(boolean on) {
    debug = on;
  }

  /**
   * Says one line. If nobody reads stderr, this waits 200 ms at most; {@link StderrWriter} says
   * how.
   */
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
   * Says a problem that may repeat: again only when its text changes or when it has been away for a
   * while.
   *
   * @param topic what the problem is about, for example {@code "port"}
   */
  public static void problem(String topic, String message) {
    problem(topic, message, message);
  }

  /**
   * The same for a problem that is told in changing words.
   *
   * @param kind what stays the same, for example {@code "timeout"}
   */
  public static void problem(String topic, String kind, String message) {
    synchronized (LOCK) {
      if (problems == null) problems = new Problems();
      if (!problems.isNews(topic, kind, System.nanoTime())) return;
    }
    warn(message);
  }

  /** The problem of that topic is over, for now at least. */
  public static void resolved(String topic) {
    synchronized (LOCK) {
      if (problems != null) problems.resolved(topic);
    }
  }

  /** Says a decision, where {@code debug} is on. */
  public static void debug(String message) {
    if (debug) warn(message);
  }

  /** Prints a stack trace, where {@code debug} is on. */
  public static void debug(Throwable failure) {
    if (debug) writer().write(failure);
  }

  /** What others have sent may be part of a message: no line breaks, nothing for terminals. */
  static String oneLine(String message) {
    char[] chars = message.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      if (Character.isISOControl(chars[i])) chars[i] = ' ';
    }
    return new String(chars);
  }
}
