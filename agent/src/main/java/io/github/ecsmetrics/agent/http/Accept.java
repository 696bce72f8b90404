package io.github.ecsmetrics.agent.http;

import java.util.Locale;

/** The headers {@code Accept} and {@code Accept-Encoding} (RFC 9110, 12.5). */
final class Accept {
  private Accept() {}

  /** Whether the client accepts OpenMetrics and prefers it to plain text, or likes both equally. */
  static boolean openMetrics(String accept) {
    if (accept == null) return false;
    double openMetrics = quality(accept, "application/openmetrics-text");
    return openMetrics > 0 && openMetrics >= quality(accept, "text/plain");
  }

  /**
   * Whether the client accepts this type with names in UTF-8, as Prometheus 3 does.
   *
   * @see <a href="https://prometheus.io/docs/instrumenting/content_negotiation/">Content
   *     negotiation</a>
   */
  static boolean utf8(String accept, String name) {
    if (accept == null) return false;
    for (String item : accept.toLowerCase(Locale.ROOT).split(",")) {
      boolean allows = item.replace(" ", "").contains(";escaping=allow-utf-8");
      if (allows && item.trim().startsWith(name) && q(item) > 0) return true;
    }
    return false;
  }

  static boolean gzip(String acceptEncoding) {
    return acceptEncoding != null && quality(acceptEncoding, "gzip") > 0;
  }

  /**
   * The highest {@code q} of this exact name in the list, from 0 to 1; 0 if the list lacks the
   * name. Wildcards do not count.
   */
  static double quality(String list, String name) {
    double highest = 0;
    for (int from = 0; from < list.length(); ) {
      int comma = list.indexOf(',', from);
      int end = comma < 0 ? list.length() : comma;
      String item = list.substring(from, end).toLowerCase(Locale.ROOT);
      int semicolon = item.indexOf(';');
      String itsName = semicolon < 0 ? item : item.substring(0, semicolon);
      if (itsName.trim().equals(name)) highest = Math.max(highest, q(item));
      from = end + 1;
    }
    return highest;
  }

  private static double q(String item) {
    int at = item.lastIndexOf("q=");
    if (at < 1 || "; \t".indexOf(item.charAt(at - 1)) < 0) return 1;
    int end = item.indexOf(';', at);
    try {
      return Double.parseDouble(item.substring(at + 2, end < 0 ? item.length() : end).trim());
    } catch (NumberFormatException notANumber) {
      return 0;
    }
  }
}
