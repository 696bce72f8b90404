package io.github.ecsmetrics.agent.settings;

/**
 * The {@code auth.*} settings: basic authentication of the server's clients. Each value may be
 * null; the server refuses to start with half of them.
 */
public final class AuthSettings {
  public final String user;
  public final String password;

  /** The password is the first line of this file. */
  public final String passwordFile;

  private AuthSettings(SettingReader settings) {
    user = settings.text("auth.user");
    password = settings.text("auth.password");
    passwordFile = settings.text("auth.password.file");
  }

  static AuthSettings from(SettingReader settings) {
    return new AuthSettings(settings);
  }
}
