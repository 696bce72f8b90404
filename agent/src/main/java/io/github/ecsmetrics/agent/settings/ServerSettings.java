package io.github.ecsmetrics.agent.settings;

import java.util.Collections;
import java.util.List;

/** Where the server listens, what it serves and to whom. */
public final class ServerSettings {
  /** An address or host name; null for all interfaces. */
  public final String host;

  public final int port;
  public final boolean rawEndpoints;

  /** Globs of the containers that the page lists; empty for all. */
  public final List<String> include;

  /** Globs of those that it does not list; this wins. */
  public final List<String> exclude;

  /** Null where everybody may read. */
  public final AuthSettings auth;

  /** Null for clear text. */
  public final TlsSettings tls;

  private ServerSettings(
      String host,
      int port,
      boolean rawEndpoints,
      List<String> include,
      List<String> exclude,
      AuthSettings auth,
      TlsSettings tls) {
    this.host = host;
    this.port = port;
    this.rawEndpoints = rawEndpoints;
    this.include = include;
    this.exclude = exclude;
    this.auth = auth;
    this.tls = tls;
  }

  /**
   * The settings of a server without authentication and TLS, whose page lists every container.
   *
   * @param host IPv4 or IPv6 address (brackets allowed) or a name; null or empty for all interfaces
   * @param port 0 to 65535, 0 for any free one
   * @param rawEndpoints whether {@code /task} and {@code /stats} are there
   */
  public static ServerSettings of(String host, int port, boolean rawEndpoints) {
    String address = host == null || host.isEmpty() ? null : host;
    List<String> none = Collections.emptyList();
    return new ServerSettings(address, port, rawEndpoints, none, none, null, null);
  }

  /** The same with a page that lists the containers of these globs only. */
  public ServerSettings withContainers(List<String> include, List<String> exclude) {
    return new ServerSettings(host, port, rawEndpoints, include, exclude, auth, tls);
  }

  /** The same with basic authentication; each may be null, all of them for none. */
  public ServerSettings withAuth(String user, String password, String passwordFile) {
    if (user == null && password == null && passwordFile == null) return this;
    AuthSettings asked = new AuthSettings(user, password, passwordFile);
    return new ServerSettings(host, port, rawEndpoints, include, exclude, asked, tls);
  }

  /**
   * The same with TLS; each may be null, all of them for clear text.
   *
   * @param certificate PEM file: the server's certificate, then those between it and its root
   * @param key PEM file: its private key, PKCS#8
   * @param keystore PKCS#12 file, instead of both
   * @param keystorePassword of that file
   * @param clientCa PEM file: who signs the clients' certificates, which are demanded then
   */
  public ServerSettings withTls(
      String certificate, String key, String keystore, String keystorePassword, String clientCa) {
    if (certificate == null
        && key == null
        && keystore == null
        && keystorePassword == null
        && clientCa == null) return this;
    TlsSettings asked = new TlsSettings(certificate, key, keystore, keystorePassword, clientCa);
    return new ServerSettings(host, port, rawEndpoints, include, exclude, auth, asked);
  }
}
