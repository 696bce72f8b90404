package io.github.ecsmetrics.agent.push;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The credentials of basic authentication (RFC 7617), as they stand behind {@code Basic}. */
final class BasicCredentials {
  private BasicCredentials() {}

  static String of(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(pair);
  }
}
