package io.github.ecsmetrics.agent.http.wire;

/** A setting that must not be ignored, since the server would be more open than was asked for. */
public final class UnusableSettingException extends Exception {
  private static final long serialVersionUID = 1;

  public UnusableSettingException(String message) {
    super(message);
  }

  /** The cause is told behind the message. */
  public UnusableSettingException(String message, Throwable cause) {
    super(message + " (" + cause + ")", cause);
  }
}
