package io.github.ecsmetrics.agent.families;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Texts with escapes: label values and quoted names between quotes, and help texts. */
final class QuotedText {
  private QuotedText() {}

  /**
   * The end of a label value.
   *
   * @param from after the quote that opens it
   * @param anyEscape OpenMetrics allows a backslash before any character; plain text only {@code
   *     \\}, {@code \"} and {@code \n}
   * @return the position of the quote that closes it; -1 if no parser takes it
   */
  static int end(byte[] text, int from, boolean anyEscape) {
    boolean ascii = true;
    int i = from;
    while (true) {
      while (!ByteClass.is(ByteClass.QUOTED_STOP, text[i])) i++;
      byte stop = text[i];
      if (stop == '"') return ascii || Utf8.isValid(text, from, i) ? i : -1;
      if (stop == '\n') return -1;
      if (stop == '\\') {
        byte escaped = text[++i];
        if (escaped == '\n' || !anyEscape && !isEscape(escaped)) return -1;
        if (escaped < 0) continue;
      } else {
        ascii = false;
      }
      i++;
    }
  }

  /** The end of a quoted name: as {@link #end}, but the name must not be empty or have a NUL. */
  static int nameEnd(byte[] text, int from) {
    int end = end(text, from, false);
    if (end == from) return -1;
    for (int i = from; i < end; i++) {
      if (text[i] == 0) return -1;
    }
    return end;
  }

  /** Whether Prometheus' parsers take the text of a line {@code # HELP}. */
  static boolean isHelp(byte[] text, int from, int to, boolean anyEscape) {
    for (int i = from; i < to; i++) {
      if (text[i] != '\\' || anyEscape) continue;
      if (++i == to || !isEscape(text[i])) return false;
    }
    return Utf8.isValid(text, from, to);
  }

  private static boolean isEscape(byte b) {
    return b == '\\' || b == '"' || b == 'n';
  }

  /** The text without its escapes. A backslash before any other character stays. */
  static String unescape(byte[] text, int from, int to) {
    String escaped = new String(text, from, to - from, UTF_8);
    int backslash = escaped.indexOf('\\');
    if (backslash < 0) return escaped;
    StringBuilder plain = new StringBuilder(escaped.length());
    int copied = 0;
    for (; backslash >= 0 && backslash + 1 < escaped.length(); ) {
      char c = escaped.charAt(backslash + 1);
      int next = backslash + 2;
      if (isEscape((byte) c) && c < 0x80) {
        plain.append(escaped, copied, backslash).append(c == 'n' ? '\n' : c);
        copied = next;
      }
      backslash = escaped.indexOf('\\', next);
    }
    return plain.append(escaped, copied, escaped.length()).toString();
  }

  /** Adds a text between quotes, with escapes. */
  static void append(StringBuilder out, String plain) {
    out.append('"');
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c == '\\' || c == '"') out.append('\\');
      if (c == '\n') out.append("\\n");
      else out.append(c);
    }
    out.append('"');
  }
}
