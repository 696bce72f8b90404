package io.github.ecsmetrics.agent.net;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/**
 * The reason why a request failed: a word for a label, and words for a person that are the same on
 * every JVM.
 *
 * <p>Separate from the code that sends requests, so that no exception class loads before one is
 * thrown: a {@code catch} clause is enough for the verifier to load the class.
 */
public final class RequestFailure {
  private RequestFailure() {}

  /** A request's time is over. */
  static IOException timeout() {
    return new SocketTimeoutException();
  }

  /**
   * The failure, or a timeout if the time is over: another thread closes a socket that takes too
   * long.
   *
   * @param deadline on the scale of {@link System#nanoTime}
   */
  static IOException orTimeout(IOException failure, long deadline) {
    boolean late = deadline - System.nanoTime() <= 0;
    return late && !(failure instanceof RequestException) ? timeout() : failure;
  }

  static RequestException unknownHost(Throwable cause) {
    return new RequestException("unreachable", "unknown host", cause);
  }

  /**
   * @param failure what a request ended with; a flaw of our own is thrown on as it is
   * @param timeoutMillis that the request had
   */
  public static RequestException of(Exception failure, int timeoutMillis) {
    if (failure instanceof RequestException) return (RequestException) failure;
    boolean forbidden = failure instanceof SecurityException;
    if (failure instanceof RuntimeException && !forbidden) throw (RuntimeException) failure;
    return new RequestException(outcome(failure), reason(failure, timeoutMillis), failure);
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
