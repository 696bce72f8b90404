package io.github.ecsmetrics.agent.settings;

/** Where the HTTP server listens, and which clients it answers. */
public final class ServerSettings {
  /** 0 to 65535, 0 for any free port. */
  public final int port;

  /** IPv4 or IPv6 address (brackets allowed) or a name; null for all interfaces. */
  public final String host;

  /** Whether {@code /task} and {@code /stats} are served. */
  public final boolean rawEndpoints;

  /** Null if clients need no password. */
  public final AuthSettings auth;

  /** Null for clear text. */
  public final TlsSettings tls;

  private ServerSettings(SettingReader settings) {
    port = settings.numberOrOff("port");
    host = settings.text("host");
    rawEndpoints = settings.flag("raw.endpoints");
    auth = settings.anySet("auth.") ? AuthSettings.from(settings) : null;
    tls = settings.anySet("tls.") ? TlsSettings.from(settings) : null;
  }

  /** Null for {@code port=off}. */
  static ServerSettings from(SettingReader settings) {
    ServerSettings server = new ServerSettings(settings);
    return server.port == SettingReader.OFF ? null : server;
  }
}
