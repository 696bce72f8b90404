package io.github.ecsmetrics.agent.push;

import java.io.IOException;

/** A response of a receiver that did not accept a request. */
final class OtlpStatusException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  OtlpStatusException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The statuses that OTLP's specification calls retryable. */
  boolean isRetryable() {
    return status == 429 || status == 502 || status == 503 || status == 504;
  }
}
