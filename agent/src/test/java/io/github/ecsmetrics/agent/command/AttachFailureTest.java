package io.github.ecsmetrics.agent.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The messages of the attach API of JDK 8 to 28, and what a person can do about each. */
class AttachFailureTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "No such process|no such process",
        "Operation not permitted|the process belongs to another user; run the command as that user",
        "well-known file /tmp/.java_pid1 is not secure: file should be owned by the current user"
            + "|the process belongs to another user; run the command as that user",
        "The VM does not support the attach mechanism"
            + "|the JVM was started with -XX:+DisableAttachMechanism",
        "Unable to open socket file /proc/1/root/tmp/.java_pid1: target process 1 doesn't respond"
            + "|no answer; either the process is not a JVM, or it was started with"
            + " -XX:+DisableAttachMechanism, or it is a Java 8 JVM of another user (run the command"
            + " as that user)",
        "No compatible attachment provider is available"
            + "|this Java has no attach API (module jdk.attach); run the command with a JDK",
        "Connection refused"
            + "|an earlier JVM with this pid left the file .java_pid1 in /tmp; remove it and try"
            + " again",
        "something new|something new",
      })
  void theCauseIsSaidInAPersonsWords(String message, String reason) {
    Throwable failure =
        new IllegalStateException("Error during attachment", new IOException(message));

    assertEquals(reason, AttachFailure.explain("1", failure));
  }

  /** JDK 28's whole message is the folder that it may not read. */
  @Test
  void folderThatMayNotBeReadIsAnotherUsers() {
    Throwable failure = new IllegalStateException(new AccessDeniedException("/proc/7/root/tmp"));

    assertEquals(
        "the process belongs to another user; run the command as that user",
        AttachFailure.explain("1", failure));
  }
}
