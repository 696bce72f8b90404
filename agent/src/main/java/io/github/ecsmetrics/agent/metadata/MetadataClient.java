package io.github.ecsmetrics.agent.metadata;

import io.github.ecsmetrics.agent.log.Redacted;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;

/**
 * Asks the task metadata endpoint, directly and within a deadline.
 *
 * <p>A socket instead of {@code URLConnection} or the JDK's HTTP client: proxy settings, cookie
 * handlers, authenticators and URL handlers of the application cannot reach it, it opens no pool
 * and keeps no connection, and it costs a fifth of the start-up time.
 *
 * <p>Not final, so that tests can answer from memory.
 */
public class MetadataClient {
  private static final String SCHEME = "http://";

  private final String base;
  private final int timeoutMillis;
  private volatile Socket inFlight;
  private volatile boolean aborted;

  /**
   * @param baseUri {@code http://host[:port][/path]}, as in {@code ECS_CONTAINER_METADATA_URI_V4};
   *     slashes at its end do not count. A wrong one is told by {@link #get}.
   * @param timeoutMillis for one whole request, from connecting to the last byte; at least 1
   */
  public MetadataClient(String baseUri, int timeoutMillis) {
    String trimmed = baseUri.trim();
    int end = trimmed.length();
    while (end > 0 && trimmed.charAt(end - 1) == '/') end--;
    this.base = trimmed.substring(0, end);
    this.timeoutMillis = timeoutMillis;
  }

  /**
   * What keeps this from being the address of an endpoint, in a few words; null if nothing does.
   */
  public static String flaw(String uri) {
    boolean http = uri.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    for (int i = 0; i < uri.length(); i++) http &= isOfUris(uri.charAt(i));
    if (!http) return "not an http:// address";
    return port(authority(uri)) > 0 ? null : "not an address with a host and a port up to 65535";
  }

  private static boolean isOfUris(char c) {
    return c > ' ' && c < 127 && "\"<>\\^`{|}".indexOf(c) < 0;
  }

  /**
   * The last part of the base URI: the endpoint's id of this container, on Fargate its DockerId.
   */
  String endpointId() {
    return base.substring(base.lastIndexOf('/') + 1);
  }

  /**
   * The body of {@code GET base + pathSuffix}.
   *
   * @param pathSuffix for example {@code /task}, or empty for the container itself
   * @throws MetadataException if it is not HTTP status 200 with a body of up to 4 MiB, in time; its
   *     message is one line that names the address and the reason, for example {@code GET
   *     http://169.254.170.2/v4/id/task: HTTP 404}
   */
  public byte[] get(String pathSuffix) throws MetadataException {
    try {
      return exchange(base + pathSuffix);
    } catch (Exception e) {
      throw RequestFailure.of(e, timeoutMillis).about("GET " + redactedUri(pathSuffix));
    }
  }

  /** The address that {@link #get} asks, as it may be printed. */
  public String redactedUri(String pathSuffix) {
    return Redacted.url(base + pathSuffix);
  }

  private byte[] exchange(String uri) throws IOException {
    long deadline = System.nanoTime() + timeoutMillis * 1000000L;
    String flaw = flaw(uri);
    if (flaw != null) throw new MetadataException("bad_uri", flaw, null);
    String authority = authority(uri);
    String path = uri.substring(SCHEME.length() + authority.length());
    if (path.isEmpty()) path = "/";
    String request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: "
            + authority
            + "\r\nAccept: application/json\r\nConnection: close\r\n\r\n";

    // NO_PROXY keeps socksProxyHost away as well.
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      inFlight = socket;
      if (aborted) throw new MetadataException("unreachable", "aborted", null);
      socket.connect(address(authority), DeadlineInput.millisUntil(deadline));
      // By its name: StandardCharsets is nine more classes on the way to main.
      socket.getOutputStream().write(request.getBytes("UTF-8"));
      return HttpResponse.readBody(new DeadlineInput(socket, deadline));
    } finally {
      inFlight = null;
    }
  }

  /** Ends the request that another thread waits for, if any, and every later one. */
  void abort() {
    aborted = true;
    Socket socket = inFlight;
    if (socket == null) return;
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // Then nobody waits for it.
    }
  }

  private static String authority(String uri) {
    int end = uri.indexOf('/', SCHEME.length());
    return uri.substring(SCHEME.length(), end < 0 ? uri.length() : end);
  }

  /** {@code host}, {@code host:port}, {@code [v6]} or {@code [v6]:port}. */
  private static InetSocketAddress address(String authority) throws IOException {
    InetSocketAddress address = new InetSocketAddress(host(authority), port(authority));
    if (address.isUnresolved()) throw RequestFailure.unknownHost(null);
    return address;
  }

  private static String host(String authority) {
    return authority.substring(0, hostEnd(authority));
  }

  /** 1 to 65535, or 0 where that, the host or anything between is wrong. */
  private static int port(String authority) {
    int colon = hostEnd(authority);
    if (colon == 0) return 0;
    if (colon == authority.length()) return 80;
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

  private static boolean isOfNames(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || isMark(c);
  }

  /** The underscore is of containers' names, not of the DNS's. */
  private static boolean isMark(char c) {
    return c == '-' || c == '.' || c == '_';
  }
}
