package io.github.ecsmetrics.agent.settings;

import io.github.ecsmetrics.agent.log.Redacted;
import java.net.URI;
import java.net.URISyntaxException;

/** Where to push when the JVM ends, and by which credentials. */
public final class PushSettings {
  public final URI url;
  private final int timeoutMillis;

  /** Null for none; a password goes with it. */
  public final String user;

  public final String password;

  /** PEM file of whom to trust, or null for those whom the JVM trusts. */
  public final String ca;

  private PushSettings(URI url, int timeoutMillis, String user, String password, String ca) {
    this.url = url;
    this.timeoutMillis = timeoutMillis;
    this.user = user;
    this.password = password;
    this.ca = ca;
  }

  /**
   * The settings of a push without credentials; null if the address is none.
   *
   * @param url {@code http://} or {@code https://} address of a Pushgateway, with or without a path
   * @param timeoutMillis the most by which the JVM's end is delayed
   */
  public static PushSettings of(String url, int timeoutMillis) {
    try {
      URI parsed = new URI(url);
      String scheme = parsed.getScheme();
      boolean http = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
      if (!http || parsed.getHost() == null) return null;
      return new PushSettings(parsed, timeoutMillis, null, null, null);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** The same with basic authentication. */
  public PushSettings withUser(String user, String password) {
    return new PushSettings(url, timeoutMillis, user, password, ca);
  }

  /** The same, trusting the authorities of this PEM file only. */
  public PushSettings withCa(String file) {
    return new PushSettings(url, timeoutMillis, user, password, file);
  }

  /** The most by which the JVM's end is delayed. */
  public int timeoutMillis() {
    return timeoutMillis;
  }

  public boolean tls() {
    return url.getScheme().equalsIgnoreCase("https");
  }

  public String host() {
    String host = url.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  public int port() {
    if (url.getPort() >= 0) return url.getPort();
    return tls() ? 443 : 80;
  }

  /** The address for a message: without what may be secret in it. */
  @Override
  public String toString() {
    String address = Redacted.url(url.toString());
    int query = address.indexOf('?');
    return query < 0 ? address : address.substring(0, query);
  }
}
