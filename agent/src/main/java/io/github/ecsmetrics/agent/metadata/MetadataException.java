package io.github.ecsmetrics.agent.metadata;

import java.io.IOException;

/** A request to the metadata endpoint that gave nothing usable, told in one line. */
public final class MetadataException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String outcome;

  /**
   * @param outcome one of a few words, the value of a label: {@code timeout}, {@code http_404}
   */
  MetadataException(String outcome, String message, Throwable cause) {
    super(message, cause);
    this.outcome = outcome;
  }

  /** What kind of failure it was, in one word. */
  String outcome() {
    return outcome;
  }

  /**
   * What the same failure has in common however often it comes: its words, or where they tell of
   * one answer's bytes, only what kind of failure it was.
   */
  public String kind() {
    boolean fixed = outcome.equals("unreachable") || outcome.startsWith("http_");
    return fixed ? getMessage() : outcome;
  }

  /** The same failure, with what was asked before its message. */
  MetadataException about(String request) {
    return new MetadataException(outcome, request + ": " + getMessage(), this);
  }
}
