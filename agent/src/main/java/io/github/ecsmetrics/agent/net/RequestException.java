package io.github.ecsmetrics.agent.net;

import java.io.IOException;

/** A request that failed or whose answer is of no use; the message is one line for a person. */
public final class RequestException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String outcome;

  /**
   * @param outcome one of a few words for a label: {@code timeout}, {@code http_404}
   */
  public RequestException(String outcome, String message, Throwable cause) {
    super(message, cause);
    this.outcome = outcome;
  }

  /** The kind of failure in one word. */
  public String outcome() {
    return outcome;
  }

  /**
   * What all occurrences of one failure have in common: the message, or only the outcome if the
   * message depends on the bytes of one answer.
   */
  public String kind() {
    boolean fixed = outcome.equals("unreachable") || outcome.startsWith("http_");
    return fixed ? getMessage() : outcome;
  }

  /** The same failure, with what was asked before its message. */
  public RequestException about(String request) {
    return new RequestException(outcome, request + ": " + getMessage(), this);
  }
}
