package io.github.ecsmetrics.agent.http;

import io.github.ecsmetrics.agent.settings.AuthSettings;
import io.github.ecsmetrics.agent.settings.InvalidSettingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Paths;
import java.security.MessageDigest;
import java.util.Base64;

/** Basic authentication (RFC 7617) of one user. */
final class BasicAuth {
  private static final String SCHEME = "Basic ";

  private final byte[] credentials;

  private BasicAuth(String user, String password) {
    String pair = user + ":" + password;
    credentials = Base64.getEncoder().encode(pair.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads the password from its setting or from the first line of its file.
   *
   * @throws InvalidSettingException if the settings are incomplete or contradict each other, or the
   *     file has no password
   */
  static BasicAuth of(AuthSettings settings) throws InvalidSettingException {
    String user = settings.user;
    if (user == null) throw new InvalidSettingException("auth.password is set without auth.user");
    if (user.indexOf(':') >= 0) throw new InvalidSettingException("auth.user has a colon");
    if (settings.password == null && settings.passwordFile == null) {
      throw new InvalidSettingException(
          "auth.user is set without auth.password or auth.password.file");
    }
    if (settings.password != null && settings.passwordFile != null) {
      throw new InvalidSettingException("auth.password and auth.password.file are both set");
    }
    if (settings.password != null) return new BasicAuth(user, settings.password);
    return new BasicAuth(user, firstLine(settings.passwordFile));
  }

  /** Whether the credentials are right; the time of the comparison does not depend on them. */
  boolean admits(Request request) {
    String header = request.header("authorization");
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) return false;
    String given = header.substring(SCHEME.length()).trim();
    return MessageDigest.isEqual(given.getBytes(StandardCharsets.ISO_8859_1), credentials);
  }

  private static String firstLine(String file) throws InvalidSettingException {
    String text;
    try {
      text = new String(Files.readAllBytes(Paths.get(file)), StandardCharsets.UTF_8);
    } catch (IOException | InvalidPathException unreadable) {
      throw new InvalidSettingException("auth.password.file cannot be read", unreadable);
    }
    int end = 0;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') end++;
    if (end == 0) throw new InvalidSettingException("auth.password.file is empty: " + file);
    return text.substring(0, end);
  }
}
