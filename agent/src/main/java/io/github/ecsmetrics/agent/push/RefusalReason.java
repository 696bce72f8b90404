package io.github.ecsmetrics.agent.push;

import io.github.ecsmetrics.agent.log.Redacted;
import java.nio.charset.StandardCharsets;

/**
 * The reason why a gateway refuses metrics, in its own words: a Pushgateway names the metric in one
 * line of plain text.
 */
final class RefusalReason {
  /** In characters. */
  private static final int MAX_REASON = 300;

  private RefusalReason() {}

  /**
   * The first line of the body; empty if there is none, or if it is a page for a browser.
   *
   * @param body or its start
   * @param secrets that an answer may repeat and stderr may not; each may be null
   */
  static String of(byte[] body, String... secrets) {
    String reason = firstLine(new String(body, StandardCharsets.UTF_8).trim());
    if (reason.startsWith("<")) return "";
    // Before it is cut: half a secret would not be recognised.
    for (String secret : secrets) reason = Redacted.secret(reason, secret);
    return reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON) + "...";
  }

  private static String firstLine(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') end++;
    return text.substring(0, end);
  }
}
