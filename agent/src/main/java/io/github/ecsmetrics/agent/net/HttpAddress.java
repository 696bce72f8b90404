package io.github.ecsmetrics.agent.net;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * An address of the endpoint, {@code http://host[:port][/path]}, taken apart.
 *
 * <p>{@code java.net.URI} knows no host whose name has an underscore, as names of containers do.
 */
public final class HttpAddress {
  private static final String SCHEME = "http://";
  private static final int DEFAULT_PORT = 80;

  /** {@code host}, {@code host:port}, {@code [v6]} or {@code [v6]:port}. */
  public final String authority;

  /** From the first slash behind the authority on; may be empty. */
  public final String path;

  /**
   * @param uri one without a {@link #flaw}
   */
  public HttpAddress(String uri) {
    authority = authority(uri);
    path = uri.substring(SCHEME.length() + authority.length());
  }

  /** What keeps this from being an address, in a few words; null if nothing does. */
  public static String flaw(String uri) {
    boolean http = uri.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    for (int i = 0; i < uri.length(); i++) http &= isOfUris(uri.charAt(i));
    if (!http) return "not an http:// address";
    return port(authority(uri)) > 0 ? null : "not an address with a host and a port up to 65535";
  }

  /** Asks for the host's address where it is a name. */
  public InetSocketAddress resolve() throws IOException {
    String host = authority.substring(0, hostEnd(authority));
    InetSocketAddress address = new InetSocketAddress(host, port(authority));
    if (address.isUnresolved()) throw RequestFailure.unknownHost(null);
    return address;
  }

  private static String authority(String uri) {
    int end = uri.indexOf('/', SCHEME.length());
    return uri.substring(SCHEME.length(), end < 0 ? uri.length() : end);
  }

  /** 1 to 65535, or 0 where that, the host or anything between is wrong. */
  private static int port(String authority) {
    int colon = hostEnd(authority);
    if (colon == 0) return 0;
    if (colon == authority.length()) return DEFAULT_PORT;
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
