package io.github.ecsmetrics.agent.settings;

/** The {@code auth.*} settings as given; each may be null. */
public final class AuthSettings {
  public final String user;
  public final String password;
  public final String passwordFile;

  public AuthSettings(String user, String password, String passwordFile) {
    this.user = user;
    this.password = password;
    this.passwordFile = passwordFile;
  }
}
