package io.github.ecsmetrics.agent.push;

import io.github.ecsmetrics.agent.log.Redacted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Why a gateway refuses metrics, in its own words: a Pushgateway names the metric in one line of
 * plain text.
 */
final class Refusal {
  /** Most that is read of headers and body, in bytes. */
  private static final int MAX_BYTES = 8 * 1024;

  /** Most that is handed on, in characters. */
  private static final int MAX_REASON = 300;

  private Refusal() {}

  /**
   * The first line of the body; empty if there is none, or if a page for a browser came.
   *
   * @param in what follows the status line; it may end, stall or break off anywhere
   * @param secrets which an answer may repeat and stderr may not; each may be null
   */
  static String reason(InputStream in, String... secrets) {
    String answer = read(in);
    int end = answer.indexOf("\r\n\r\n");
    if (end < 0) return "";
    String body = answer.substring(end + 4);
    if (isChunked(answer.substring(0, end))) body = firstChunk(body);
    if (body.startsWith("<")) return "";
    String reason = firstLine(body);
    // Before it is cut: half a secret would not be recognised.
    for (String secret : secrets) reason = Redacted.secret(reason, secret);
    return reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON) + "...";
  }

  private static String read(InputStream in) {
    byte[] bytes = new byte[MAX_BYTES];
    int length = 0;
    try {
      for (int read = 0; read >= 0 && length < bytes.length; length += Math.max(read, 0)) {
        read = in.read(bytes, length, bytes.length - length);
      }
    } catch (IOException stalled) {
      // What is there has to do.
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static boolean isChunked(String headers) {
    String lower = headers.toLowerCase(Locale.ROOT);
    int header = lower.indexOf("\ntransfer-encoding:");
    return header >= 0 && lower.indexOf("chunked", header) >= 0;
  }

  /** Behind its size, which stands in a line of its own (RFC 9112, section 7.1). */
  private static String firstChunk(String body) {
    return body.substring(body.indexOf('\n') + 1);
  }

  private static String firstLine(String body) {
    String text = body.trim();
    int end = 0;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') end++;
    return text.substring(0, end);
  }
}
