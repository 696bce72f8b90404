package io.github.ecsmetrics.agent.settings;

/**
 * A setting that must not be ignored, since the server would have less protection than was asked
 * for.
 */
public final class InvalidSettingException extends Exception {
  private static final long serialVersionUID = 1;

  public InvalidSettingException(String message) {
    super(message);
  }

  /** The cause follows the message. */
  public InvalidSettingException(String message, Throwable cause) {
    super(message + " (" + cause + ")", cause);
  }
}
