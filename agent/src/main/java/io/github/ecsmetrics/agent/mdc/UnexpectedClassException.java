package io.github.ecsmetrics.agent.mdc;

/** A framework's class differs from all versions that were known when this was written. */
final class UnexpectedClassException extends Exception {
  private static final long serialVersionUID = 1;

  UnexpectedClassException(String message) {
    super(message);
  }
}
