package io.github.ecsmetrics.agent.command;

import java.nio.file.AccessDeniedException;

/** Says in a person's words why a JVM did not take the agent. */
final class AttachFailure {
  private AttachFailure() {}

  static String explain(String pid, Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) cause = cause.getCause();
    String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();

    if (failure instanceof LinkageError || reason.contains("No compatible attachment provider")) {
      return "this Java has no attach API (module jdk.attach); run the command with a JDK";
    }
    if (reason.contains("No such process")) return "there is no such process";
    if (cause instanceof AccessDeniedException
        || reason.contains("not permitted")
        || reason.contains("secure")) {
      return "it belongs to another user; run the command as that user";
    }
    if (reason.contains("not support the attach mechanism")) {
      return "it was started with -XX:+DisableAttachMechanism";
    }
    if (reason.contains("not open socket file") || reason.contains("Unable to open")) {
      return "it does not answer; it is no JVM, or runs with -XX:+DisableAttachMechanism,"
          + " or is a Java 8 of another user; run the command as that user";
    }
    if (reason.contains("Connection refused")) {
      return "its socket .java_pid"
          + pid
          + " in its /tmp was left by an earlier JVM of that pid; remove that file and try again";
    }
    return reason;
  }
}
