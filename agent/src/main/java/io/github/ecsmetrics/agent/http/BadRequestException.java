package io.github.ecsmetrics.agent.http;

import java.io.IOException;

/** A request that is refused before any route sees it. */
final class BadRequestException extends IOException {
  private static final long serialVersionUID = 1;

  final int status;

  BadRequestException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** None: hostile clients make as many of these as they like. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
