package io.github.ecsmetrics.agent.http;

/** A request that is refused before any route sees it. */
final class BadRequestException extends Exception {
  private static final long serialVersionUID = 1;

  final int status;

  BadRequestException(int status, String message) {
    // No stack trace: hostile clients make as many of these as they like.
    super(message, null, false, false);
    this.status = status;
  }
}
