package io.github.ecsmetrics.agent.metadata;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/**
 * Tells what went wrong with a request, in a word for a label and a line for a person.
 *
 * <p>Apart from {@link MetadataClient}, so that no class of an exception is loaded before one is
 * thrown: a {@code catch} alone has the verifier load it.
 */
final class RequestFailure {
  private RequestFailure() {}

  /** A request's time is over. */
  static IOException timeout() {
    return new SocketTimeoutException();
  }

  static MetadataException unknownHost(Throwable cause) {
    return new MetadataException("unreachable", "unknown host", cause);
  }

  /**
   * @param failure what a request ended with; a flaw of our own is thrown on as it is
   * @param timeoutMillis that the request had
   */
  static MetadataException of(Exception failure, int timeoutMillis) {
    if (failure instanceof MetadataException) return (MetadataException) failure;
    if (failure instanceof SocketTimeoutException) {
      return new MetadataException("timeout", "timed out after " + text(timeoutMillis), failure);
    }
    if (failure instanceof SocketException) {
      return new MetadataException("unreachable", socketReason(failure), failure);
    }
    if (failure instanceof UnknownHostException) return unknownHost(failure);
    if (failure instanceof SecurityException) {
      String reason = "the security manager forbids it: " + failure.getMessage();
      return new MetadataException("unreachable", reason, failure);
    }
    if (failure instanceof RuntimeException) throw (RuntimeException) failure;
    return new MetadataException("broken", String.valueOf(failure.getMessage()), failure);
  }

  private static String socketReason(Exception failure) {
    String message = String.valueOf(failure.getMessage());
    if (message.startsWith("Connection refused")) return "connection refused";
    // One failure in three wordings, as it meets the write, the read or what comes after.
    boolean reset = message.startsWith("Connection reset") || message.startsWith("Broken pipe");
    return reset ? "connection reset" : message;
  }

  private static String text(int millis) {
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }
}
