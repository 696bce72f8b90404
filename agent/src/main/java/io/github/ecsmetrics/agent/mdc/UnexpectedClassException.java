package io.github.ecsmetrics.agent.mdc;

/** A framework's class differs from all known versions: the message names the difference. */
final class UnexpectedClassException extends Exception {
  private static final long serialVersionUID = 1;

  UnexpectedClassException(String message) {
    super(message);
  }
}
