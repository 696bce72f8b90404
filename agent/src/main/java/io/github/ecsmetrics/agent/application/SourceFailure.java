package io.github.ecsmetrics.agent.application;

import io.github.ecsmetrics.agent.log.AgentLog;
import io.github.ecsmetrics.agent.net.RequestException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;

/** Why a source was not read, in words for a person. */
final class SourceFailure {
  private static final int MOST_CHARS = 300;
  private static final String TIMED_OUT = "timed out";

  /** As requests call it: a page may be late by its own clock or by the reader's. */
  private static final String TIMEOUT = "timeout";

  /** Created early: there may be no memory for another one. */
  private static final SourceFailure UNKNOWN = new SourceFailure("unknown", "failed", false);

  /** What the failure has in common with later ones whose reason has other words. */
  final String kind;

  final String reason;

  /** Nothing answers at the address of a page, as long as the application has not started. */
  final boolean unreachable;

  private SourceFailure(String kind, String reason, boolean unreachable) {
    this.kind = kind;
    this.reason = reason;
    this.unreachable = unreachable;
  }

  /** Calls methods of the failure, which may be code of the application. Never throws. */
  static SourceFailure of(Throwable thrown) {
    try {
      Throwable cause = thrown;
      while (cause instanceof InvocationTargetException) cause = cause.getCause();
      AgentLog.debug(cause);
      String reason = start(words(cause));
      if (!(cause instanceof RequestException)) {
        return new SourceFailure(cause.getClass().getName(), reason, false);
      }
      RequestException request = (RequestException) cause;
      boolean unreachable = request.outcome().equals("unreachable");
      return new SourceFailure(request.kind(), reason, unreachable);
    } catch (Throwable another) {
      return UNKNOWN;
    }
  }

  private static String words(Throwable cause) {
    String message = cause.getMessage();
    return message != null && cause instanceof IOException ? message : cause.toString();
  }

  private static String start(String text) {
    return text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS) + "...";
  }

  /**
   * The time is over.
   *
   * @param reader the thread that still reads; null if it has just ended
   */
  static SourceFailure late(Thread reader) {
    String method = reader == null ? null : firstMethodOutsideTheJdk(reader);
    String reason = method == null ? TIMED_OUT : TIMED_OUT + " in " + method;
    return new SourceFailure(TIMEOUT, reason, false);
  }

  /** {@code a.b.C.method}; null if there is none, or a security manager forbids to look. */
  private static String firstMethodOutsideTheJdk(Thread thread) {
    try {
      for (StackTraceElement frame : thread.getStackTrace()) {
        String type = frame.getClassName();
        if (isOfTheJdk(type)) continue;
        boolean own = type.startsWith("io.github.ecsmetrics.agent.");
        return own ? null : type + '.' + frame.getMethodName();
      }
    } catch (SecurityException forbidden) {
      // The line then has no method.
    }
    return null;
  }

  private static boolean isOfTheJdk(String type) {
    return type.startsWith("java.")
        || type.startsWith("javax.")
        || type.startsWith("jdk.")
        || type.startsWith("sun.")
        || type.startsWith("com.sun.");
  }
}
