package io.github.ecsmetrics.agent.http;

/** The {@code auth.*} settings as given; each may be null. */
final class AuthSettings {
  final String user;
  final String password;
  final String passwordFile;

  AuthSettings(String user, String password, String passwordFile) {
    this.user = user;
    this.password = password;
    this.passwordFile = passwordFile;
  }
}
