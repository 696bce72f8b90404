package io.github.ecsmetrics.agent.net;

import io.github.ecsmetrics.agent.log.Redacted;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * An address, {@code http[s]://[user@]host[:port][/path]}, taken apart.
 *
 * <p>Not a {@code java.net.URI}, which knows no host whose name has an underscore. Containers have
 * such names.
 */
public final class HttpAddress {
  private static final String HTTP = "http://";
  private static final String HTTPS = "https://";

  private final String uri;

  public final boolean tls;

  /** {@code host}, {@code host:port}, {@code [v6]} or {@code [v6]:port}; without a user. */
  public final String authority;

  /** From the first slash or question mark behind the authority on; may be empty. */
  public final String path;

  /**
   * @param uri one without a {@link #flaw}
   */
  public HttpAddress(String uri) {
    this.uri = uri;
    tls = isHttps(uri);
    String given = authority(uri);
    authority = withoutUser(given);
    path = uri.substring(schemeLength(uri) + given.length());
  }

  /**
   * The reason, in a few words, why this is no address of HTTP in clear text without a user; null
   * if it is one.
   */
  public static String flaw(String uri) {
    if (isHttps(uri) || !isUri(uri)) return "not an http:// address";
    return port(authority(uri), false) > 0
        ? null
        : "not an address with a host and a port up to 65535";
  }

  /** The same for HTTP with or without TLS and with or without a user. */
  public static String flawOfAny(String uri) {
    if (!isUri(uri)) return "not an http:// or https:// address";
    return port(withoutUser(authority(uri)), isHttps(uri)) > 0
        ? null
        : "not an address with a host and a port up to 65535";
  }

  /** Asks for the host's address if it is a name. */
  public InetSocketAddress resolve() throws IOException {
    InetSocketAddress address = new InetSocketAddress(host(), port());
    if (address.isUnresolved()) throw RequestFailure.unknownHost(null);
    return address;
  }

  /** A name, an IPv4 address, or an IPv6 address without its brackets. */
  public String host() {
    String host = authority.substring(0, hostEnd(authority));
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /**
   * Whether the host is this one, by the addresses that are reserved for it (RFC 6890, RFC 6761).
   */
  public boolean isLoopback() {
    String host = host();
    return host.equalsIgnoreCase("localhost")
        || host.startsWith("127.") && isV4(host)
        || host.equals("::1");
  }

  /** Not a name such as {@code 127.example}. */
  private static boolean isV4(String host) {
    for (int i = 0; i < host.length(); i++) {
      if (host.charAt(i) != '.' && (host.charAt(i) < '0' || host.charAt(i) > '9')) return false;
    }
    return true;
  }

  /** The path for a request: with the query, without a fragment, and {@code /} if it is empty. */
  public String target() {
    int fragment = path.indexOf('#');
    String target = fragment < 0 ? path : path.substring(0, fragment);
    return target.startsWith("/") ? target : '/' + target;
  }

  /** The user, without percent-encoding; null if there is none. */
  public String user() {
    String info = userInfo();
    int colon = info == null ? -1 : info.indexOf(':');
    return decoded(colon < 0 ? info : info.substring(0, colon));
  }

  /** The password behind the user, without percent-encoding; empty if there is none. */
  public String password() {
    String info = userInfo();
    int colon = info == null ? -1 : info.indexOf(':');
    return colon < 0 ? "" : decoded(info.substring(colon + 1));
  }

  private String userInfo() {
    String given = authority(uri);
    int at = given.lastIndexOf('@');
    return at < 0 ? null : given.substring(0, at);
  }

  private static String decoded(String text) {
    return text == null ? null : new String(PercentEncoding.decode(text), StandardCharsets.UTF_8);
  }

  /** 1 to 65535. */
  public int port() {
    return port(authority, tls);
  }

  /** The address for a message: without a user, a password and a query, which may be secret. */
  @Override
  public String toString() {
    String redacted = Redacted.url(uri);
    int query = redacted.indexOf('?');
    return query < 0 ? redacted : redacted.substring(0, query);
  }

  private static boolean isHttps(String uri) {
    return uri.regionMatches(true, 0, HTTPS, 0, HTTPS.length());
  }

  private static int schemeLength(String uri) {
    return isHttps(uri) ? HTTPS.length() : HTTP.length();
  }

  private static boolean isUri(String uri) {
    boolean known = isHttps(uri) || uri.regionMatches(true, 0, HTTP, 0, HTTP.length());
    for (int i = 0; i < uri.length(); i++) known &= isOfUris(uri.charAt(i));
    return known;
  }

  private static String authority(String uri) {
    int start = schemeLength(uri);
    int end = start;
    while (end < uri.length() && "/?#".indexOf(uri.charAt(end)) < 0) end++;
    return uri.substring(start, end);
  }

  private static String withoutUser(String authority) {
    return authority.substring(authority.lastIndexOf('@') + 1);
  }

  /** 1 to 65535, or 0 if the port, the host or anything between them is wrong. */
  private static int port(String authority, boolean tls) {
    int colon = hostEnd(authority);
    if (colon == 0) return 0;
    if (colon == authority.length()) return tls ? 443 : 80;
    if (authority.charAt(colon) != ':') return 0;
    int port = 0;
    for (int i = colon + 1; i < authority.length(); i++) {
      int digit = authority.charAt(i) - '0';
      port = port * 10 + digit;
      if (digit < 0 || digit > 9 || port > 65535) return 0;
    }
    return port;
  }

  private static int hostEnd(String authority) {
    if (authority.startsWith("[")) return authority.indexOf(']') + 1;
    int end = 0;
    while (end < authority.length() && isOfNames(authority.charAt(end))) end++;
    return end;
  }

  private static boolean isOfUris(char c) {
    return c > ' ' && c < 127 && "\"<>\\^`{|}".indexOf(c) < 0;
  }

  private static boolean isOfNames(char c) {
    boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    return letter || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_';
  }
}
