package io.github.ecsmetrics.agent.http;

import java.io.IOException;

/** A request that is refused before it reaches a route. */
final class BadRequestException extends IOException {
  private static final long serialVersionUID = 1;

  final int status;

  BadRequestException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** Fills in none, because hostile clients cause as many of these as they like. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
