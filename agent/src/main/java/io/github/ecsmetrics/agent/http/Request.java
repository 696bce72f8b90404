package io.github.ecsmetrics.agent.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The head of one request: method, target and headers (RFC 9112). A body is never read. */
final class Request {
  final String method;

  /** As sent, not decoded: none of the known paths needs an escape. */
  final String path;

  /** The part after the question mark, as sent; empty if there is none. */
  final String query;

  /** On the scale of {@link System#nanoTime}. */
  final long arrived = System.nanoTime();

  private final boolean http10;

  /** Names in lower case and values, in turns. */
  private final List<String> headers;

  private Request(String method, String target, boolean http10, List<String> headers) {
    int question = target.indexOf('?');
    this.method = method;
    this.path = question < 0 ? target : target.substring(0, question);
    this.query = question < 0 ? "" : target.substring(question + 1);
    this.http10 = http10;
    this.headers = headers;
  }

  /**
   * Parses a complete head. Its lines may end in a bare line feed.
   *
   * @throws BadRequestException with status 400
   */
  static Request parse(byte[] bytes, int start, int end) throws BadRequestException {
    String head = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    int eol = endOfLine(head, 0);
    String line = line(head, 0, eol);
    int first = line.indexOf(' ');
    int second = line.indexOf(' ', first + 1);
    if (first < 1 || second < 0) throw bad("request line");
    String method = line.substring(0, first);
    String version = line.substring(second + 1);
    if (!isToken(method)) throw bad("method");
    if (!version.equals("HTTP/1.1") && !version.equals("HTTP/1.0")) throw bad("HTTP version");
    List<String> headers = new ArrayList<>();
    for (int at = eol + 1; at < head.length(); at = eol + 1) {
      eol = endOfLine(head, at);
      String header = line(head, at, eol);
      if (header.isEmpty()) break;
      int colon = header.indexOf(':');
      if (colon < 1 || !isToken(header.substring(0, colon))) throw bad("header");
      headers.add(header.substring(0, colon).toLowerCase(Locale.ROOT));
      headers.add(value(header.substring(colon + 1)));
    }
    String target = originForm(line.substring(first + 1, second));
    Request request = new Request(method, target, version.equals("HTTP/1.0"), headers);
    request.requireHost();
    return request;
  }

  /** Refuses all control characters but tabs; NUL and CR are the dangerous ones (RFC 9110, 5.5). */
  private static String value(String text) throws BadRequestException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' && c != '\t' || c == 0x7f) throw bad("header");
    }
    return text.trim();
  }

  /** HTTP/1.1 needs exactly one valid {@code Host}, HTTP/1.0 may have one (RFC 9112, 3.2). */
  private void requireHost() throws BadRequestException {
    String host = header("host");
    if (host == null && http10) return;
    if (host == null || !isHost(host)) throw bad("Host");
  }

  /** Refuses two {@code Host} lines, too: {@link #header} joins their values with a comma. */
  private static boolean isHost(String host) {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c <= ' ' || c >= 0x7f || "/\\?#@,\"<>^`{|}".indexOf(c) >= 0) return false;
    }
    return true;
  }

  /** All values of the header, joined with commas; null if the request lacks it. */
  String header(String lowerCaseName) {
    String value = null;
    for (int i = 0; i < headers.size(); i += 2) {
      if (!headers.get(i).equals(lowerCaseName)) continue;
      value = value == null ? headers.get(i + 1) : value + "," + headers.get(i + 1);
    }
    return value;
  }

  boolean isHead() {
    return method.equals("HEAD");
  }

  /** Whether a body follows, or bytes that could be one. */
  boolean hasBody() {
    String length = header("content-length");
    return header("transfer-encoding") != null || length != null && !length.equals("0");
  }

  /** Whether the client wants to keep the connection open. */
  boolean keepAlive() {
    String connection = header("connection");
    if (connection == null) return !http10;
    String options = connection.toLowerCase(Locale.ROOT);
    return !options.contains("close") && (!http10 || options.contains("keep-alive"));
  }

  private static String originForm(String target) throws BadRequestException {
    for (int i = 0; i < target.length(); i++) {
      if (target.charAt(i) <= ' ' || target.charAt(i) >= 0x7f) throw bad("target");
    }
    if (target.startsWith("/") || target.equals("*")) return target;
    if (!target.regionMatches(true, 0, "http://", 0, 7)
        && !target.regionMatches(true, 0, "https://", 0, 8)) {
      throw bad("target");
    }
    int slash = target.indexOf('/', 8);
    return slash < 0 ? "/" : target.substring(slash);
  }

  private static int endOfLine(String head, int from) {
    int feed = head.indexOf('\n', from);
    return feed < 0 ? head.length() : feed;
  }

  private static String line(String head, int from, int feed) {
    boolean cr = feed > from && head.charAt(feed - 1) == '\r';
    return head.substring(from, cr ? feed - 1 : feed);
  }

  private static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean alphanumeric = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (!alphanumeric && "!#$%&'*+-.^_`|~".indexOf(c) < 0) return false;
    }
    return true;
  }

  private static BadRequestException bad(String what) {
    return new BadRequestException(400, "bad " + what);
  }
}
