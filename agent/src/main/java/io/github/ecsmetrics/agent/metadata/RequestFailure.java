package io.github.ecsmetrics.agent.metadata;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/**
 * Tells what went wrong with a request, in a word for a label and in words for a person that are
 * the same on every JVM.
 *
 * <p>Apart from {@link MetadataClient}, so that no class of an exception is loaded before one is
 * thrown: a {@code catch} alone has the verifier load it.
 */
public final class RequestFailure {
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
    boolean forbidden = failure instanceof SecurityException;
    if (failure instanceof RuntimeException && !forbidden) throw (RuntimeException) failure;
    return new MetadataException(outcome(failure), reason(failure, timeoutMillis), failure);
  }

  private static String outcome(Exception failure) {
    if (failure instanceof SocketTimeoutException) return "timeout";
    boolean unreachable =
        failure instanceof SocketException
            || failure instanceof UnknownHostException
            || failure instanceof SecurityException;
    return unreachable ? "unreachable" : "broken";
  }

  /**
   * Why a request to whomever failed.
   *
   * @param timeoutMillis that the request had
   */
  public static String reason(Throwable failure, int timeoutMillis) {
    if (failure instanceof SocketTimeoutException) return "timed out after " + text(timeoutMillis);
    if (failure instanceof UnknownHostException) return "unknown host";
    String message = failure.getMessage();
    if (failure instanceof SecurityException) return "the security manager forbids it: " + message;
    if (message == null) return failure.toString();
    return failure instanceof SocketException ? socketReason(message) : message;
  }

  private static String socketReason(String message) {
    // Java 8 says it twice, the second time in parentheses.
    if (message.startsWith("Connection refused")) return "connection refused";
    // One failure in three wordings, as it meets the write, the read or what comes after.
    boolean reset = message.startsWith("Connection reset") || message.startsWith("Broken pipe");
    return reset ? "connection reset" : message;
  }

  private static String text(int millis) {
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }
}
