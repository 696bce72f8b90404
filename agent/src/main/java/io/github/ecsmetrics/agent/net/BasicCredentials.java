package io.github.ecsmetrics.agent.net;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The credentials of basic authentication (RFC 7617), as they stand behind {@code Basic}. */
public final class BasicCredentials {
  private BasicCredentials() {}

  /** {@code ZWNzOnMzY3JldA==}. */
  public static String of(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(pair);
  }
}
