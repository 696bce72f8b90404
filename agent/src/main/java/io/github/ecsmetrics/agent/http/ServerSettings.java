package io.github.ecsmetrics.agent.http;

/** Where the server listens and what it serves. */
public final class ServerSettings {
  /** An address or host name; null for all interfaces. */
  final String host;

  final int port;
  final boolean rawEndpoints;

  private ServerSettings(String host, int port, boolean rawEndpoints) {
    this.host = host;
    this.port = port;
    this.rawEndpoints = rawEndpoints;
  }

  /**
   * The settings of a server without authentication and TLS.
   *
   * @param host IPv4 or IPv6 address (brackets allowed) or a name; null or empty for all interfaces
   * @param port 0 to 65535, 0 for any free one
   * @param rawEndpoints whether {@code /task} and {@code /stats} are there
   */
  public static ServerSettings of(String host, int port, boolean rawEndpoints) {
    return new ServerSettings(host == null || host.isEmpty() ? null : host, port, rawEndpoints);
  }
}
