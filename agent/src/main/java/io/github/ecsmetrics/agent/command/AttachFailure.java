package io.github.ecsmetrics.agent.command;

import java.nio.file.AccessDeniedException;

/** Explains why a JVM did not load the agent, and what to do. */
final class AttachFailure {
  private AttachFailure() {}

  static String explain(String pid, Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) cause = cause.getCause();
    String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();

    if (failure instanceof LinkageError || reason.contains("No compatible attachment provider")) {
      return "this Java has no attach API (module jdk.attach); run the command with a JDK";
    }
    if (reason.contains("No such process")) return "no such process";
    if (cause instanceof AccessDeniedException
        || reason.contains("not permitted")
        || reason.contains("secure")) {
      return "the process belongs to another user; run the command as that user";
    }
    if (reason.contains("not support the attach mechanism")) {
      return "the JVM was started with -XX:+DisableAttachMechanism";
    }
    if (reason.contains("not open socket file") || reason.contains("Unable to open")) {
      return "no answer; either the process is not a JVM, or it was started with"
          + " -XX:+DisableAttachMechanism, or it is a Java 8 JVM of another user (run the command as"
          + " that user)";
    }
    if (reason.contains("Connection refused")) {
      return "an earlier JVM with this pid left the file .java_pid"
          + pid
          + " in /tmp; remove it and try again";
    }
    return reason;
  }
}
