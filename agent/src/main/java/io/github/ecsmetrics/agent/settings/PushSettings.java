package io.github.ecsmetrics.agent.settings;

import io.github.ecsmetrics.agent.net.HttpAddress;

/** The {@code push.*} settings: where to push when the JVM ends, and with which credentials. */
public final class PushSettings {
  /** Where the Pushgateway is, with or without a path. */
  public final HttpAddress address;

  /** Longest delay of the JVM's end, 100 to 60,000 ms. */
  public final int timeoutMillis;

  /** From {@code push.user} or the address; null for no authentication. */
  public final String user;

  public final String password;

  /** PEM file of the authorities to trust, or null for those that the JVM trusts. */
  public final String ca;

  private PushSettings(SettingReader settings) {
    address = address(settings);
    timeoutMillis = settings.millis("push.timeout");
    String user = settings.text("push.user");
    String password = settings.text("push.password");
    boolean pair = user != null && password != null;
    if (!pair && (user != null || password != null)) {
      settings.warn("push.user and push.password must both be set; using neither");
    }
    String ofAddress = address == null ? null : address.user();
    this.user = pair ? user : ofAddress;
    this.password = pair ? password : ofAddress == null ? null : address.password();
    ca = settings.text("push.tls.ca");
  }

  /** Null if there is no address to push to. */
  static PushSettings from(SettingReader settings) {
    PushSettings push = new PushSettings(settings);
    return push.address == null ? null : push;
  }

  private static HttpAddress address(SettingReader settings) {
    String url = settings.text("push.url");
    if (url == null) return null;
    String flaw = HttpAddress.flawOfAny(url);
    if (flaw == null) return new HttpAddress(url);
    settings.reject("push.url", flaw, "nothing will be pushed");
    return null;
  }
}
