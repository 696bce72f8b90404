package io.github.ecsmetrics.agent.http;

/** A setting that must not be ignored, since the server would be more open than was asked for. */
final class UnusableSettingException extends Exception {
  private static final long serialVersionUID = 1;

  UnusableSettingException(String message) {
    super(message);
  }

  UnusableSettingException(String message, Throwable cause) {
    super(message + " (" + cause + ")", cause);
  }
}
