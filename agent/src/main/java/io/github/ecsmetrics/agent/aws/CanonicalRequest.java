package io.github.ecsmetrics.agent.aws;

import io.github.ecsmetrics.agent.net.PercentEncoding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * The one form of a request that both sides sign.
 *
 * <pre>
 * POST
 * /v1/metrics
 *
 * content-type:application/x-protobuf
 * host:monitoring.eu-central-1.amazonaws.com
 * x-amz-date:20150830T123600Z
 *
 * content-type;host;x-amz-date
 * e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
 * </pre>
 *
 * <p>The path is normalised and encoded once more, as all services but S3 have it.
 */
final class CanonicalRequest {
  private static final String UNRESERVED = "-._~";

  private CanonicalRequest() {}

  /**
   * @param path with the query if there is one
   * @param headers by name in lower case, sorted
   */
  static String of(String method, String path, Map<String, String> headers, String bodyHash) {
    int query = path.indexOf('?');
    StringBuilder request = new StringBuilder(method).append('\n');
    request.append(path(query < 0 ? path : path.substring(0, query))).append('\n');
    request.append(query < 0 ? "" : query(path.substring(query + 1))).append('\n');
    for (Map.Entry<String, String> header : headers.entrySet()) {
      request.append(header.getKey()).append(':').append(trimmed(header.getValue())).append('\n');
    }
    return request.append('\n').append(names(headers)).append('\n').append(bodyHash).toString();
  }

  static String names(Map<String, String> headers) {
    return String.join(";", headers.keySet());
  }

  private static String path(String path) {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : split(path, '/')) {
      if (segment.equals("..")) segments.pollLast();
      else if (!segment.isEmpty() && !segment.equals(".")) segments.add(segment);
    }
    StringBuilder canonical = new StringBuilder();
    for (String segment : segments) {
      canonical.append('/').append(encoded(segment.getBytes(StandardCharsets.UTF_8)));
    }
    if (path.endsWith("/") || segments.isEmpty()) canonical.append('/');
    return canonical.toString();
  }

  /**
   * Sorted by name, then by value; joining both with a character below all others gives that order.
   */
  private static String query(String query) {
    List<String> pairs = new ArrayList<>();
    for (String pair : split(query, '&')) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      pairs.add(
          encoded(PercentEncoding.decode(name)) + '\0' + encoded(PercentEncoding.decode(value)));
    }
    Collections.sort(pairs);
    return String.join("&", pairs).replace('\0', '=');
  }

  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
      parts.add(text.substring(start, end));
      start = end + 1;
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static String encoded(byte[] bytes) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : bytes) {
      boolean letterOrDigit = octet > 0 && octet < 127 && Character.isLetterOrDigit(octet);
      if (letterOrDigit || UNRESERVED.indexOf(octet) >= 0) {
        encoded.append((char) octet);
      } else {
        encoded.append('%').append(digit(octet >> 4)).append(digit(octet));
      }
    }
    return encoded.toString();
  }

  private static char digit(int value) {
    return Character.toUpperCase(Character.forDigit(value & 15, 16));
  }

  /** Without space around it, and with one space for several. */
  private static String trimmed(String value) {
    StringBuilder trimmed = new StringBuilder();
    for (char c : value.trim().toCharArray()) {
      boolean afterSpace = trimmed.length() > 0 && trimmed.charAt(trimmed.length() - 1) == ' ';
      if (c != ' ' || !afterSpace) trimmed.append(c);
    }
    return trimmed.toString();
  }
}
