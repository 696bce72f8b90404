package io.github.ecsmetrics.agent.families;

import java.util.Locale;

/**
 * One of the two text formats: Prometheus' 0.0.4 or OpenMetrics 1.0.0, with or without quoted UTF-8
 * names.
 *
 * <p>Negotiated as <a
 * href="https://prometheus.io/docs/instrumenting/content_negotiation/">Prometheus' content
 * negotiation</a> describes.
 */
public final class TextFormat {
  private static final String ALLOW_UTF_8 = "escaping=allow-utf-8";

  /** Prometheus' text format, version 0.0.4. */
  public static final TextFormat PLAIN = new TextFormat(false, false);

  /** OpenMetrics, version 1.0.0. */
  public static final TextFormat OPEN_METRICS = new TextFormat(true, false);

  private static final TextFormat PLAIN_UTF8 = new TextFormat(false, true);
  private static final TextFormat OPEN_METRICS_UTF8 = new TextFormat(true, true);

  /** OpenMetrics; otherwise the plain text format. */
  public final boolean openMetrics;

  /** Names may have any character: such names are written in quotes. */
  public final boolean utf8;

  private TextFormat(boolean openMetrics, boolean utf8) {
    this.openMetrics = openMetrics;
    this.utf8 = utf8;
  }

  /** The same format with UTF-8 names. */
  public TextFormat withUtf8() {
    return openMetrics ? OPEN_METRICS_UTF8 : PLAIN_UTF8;
  }

  /** The value of the header {@code Content-Type}. */
  public String contentType() {
    String type =
        openMetrics
            ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
            : "text/plain; version=0.0.4; charset=utf-8";
    return utf8 ? type + "; " + ALLOW_UTF_8 : type;
  }

  /** The value of the header {@code Accept} that asks for this format and no other. */
  public String accept() {
    String type =
        openMetrics ? "application/openmetrics-text;version=1.0.0" : "text/plain;version=0.0.4";
    return utf8 ? type + ";" + ALLOW_UTF_8 : type;
  }

  /**
   * The format that the header {@code Content-Type} names.
   *
   * @param header null if the answer has none
   * @return null if it is neither format, or a version that is not known
   */
  public static TextFormat ofContentType(String header) {
    if (header == null) return null;
    int semicolon = header.indexOf(';');
    String type = (semicolon < 0 ? header : header.substring(0, semicolon)).trim();
    String version = parameter(header, "version");
    boolean utf8 = "allow-utf-8".equals(parameter(header, "escaping"));
    if (type.equalsIgnoreCase("application/openmetrics-text")) {
      if (!isOneOf(version, "1.0.0", "0.0.1")) return null;
      return utf8 ? OPEN_METRICS_UTF8 : OPEN_METRICS;
    }
    if (!type.equalsIgnoreCase("text/plain") || !isOneOf(version, "0.0.4", "1.0.0")) return null;
    return utf8 ? PLAIN_UTF8 : PLAIN;
  }

  private static boolean isOneOf(String version, String one, String other) {
    return version == null || version.equals(one) || version.equals(other);
  }

  private static String parameter(String header, String name) {
    for (int from = header.indexOf(';'); from >= 0; from = header.indexOf(';', from + 1)) {
      int end = header.indexOf(';', from + 1);
      String pair = header.substring(from + 1, end < 0 ? header.length() : end);
      int equals = pair.indexOf('=');
      if (equals < 0 || !pair.substring(0, equals).trim().equalsIgnoreCase(name)) continue;
      return pair.substring(equals + 1).replace('"', ' ').trim().toLowerCase(Locale.ROOT);
    }
    return null;
  }
}
