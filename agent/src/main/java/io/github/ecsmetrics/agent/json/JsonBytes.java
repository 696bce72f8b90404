package io.github.ecsmetrics.agent.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A cursor over the bytes of a JSON document, and the last string that was read. */
final class JsonBytes {
  static final int END = -1;

  /** The least code point that needs 1, 2 or 3 more bytes; RFC 3629 forbids longer forms. */
  private static final int[] LEAST = {0, 0x80, 0x800, 0x10000};

  private final byte[] bytes;
  private int position;

  private char[] chars = new char[256];
  private int length;

  JsonBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The next byte, or {@link #END}; does not move on. */
  int peek() {
    return position < bytes.length ? bytes[position] & 0xFF : END;
  }

  /** Takes the next byte. */
  int take() {
    int next = peek();
    position++;
    return next;
  }

  /** Takes the next byte that is not white space. */
  int takeAfterSpace() {
    int next = take();
    while (next == ' ' || next == '\n' || next == '\r' || next == '\t') next = take();
    return next;
  }

  void expect(String rest) throws IOException {
    for (int i = 0; i < rest.length(); i++) {
      int next = take();
      if (next != rest.charAt(i)) throw unexpected(next);
    }
  }

  int position() {
    return position;
  }

  String ascii(int start) {
    return new String(bytes, start, position - start, StandardCharsets.US_ASCII);
  }

  /** Reads a string whose opening quotation mark has been taken. */
  void readString() throws IOException {
    length = 0;
    readPlain();
    for (int next = take(); next != '"'; next = take()) {
      if (next == '\\') append(escaped());
      else if (next >= ' ' && next < 0x80) append((char) next);
      else if (next >= 0x80) appendCodePoint(next);
      else throw unexpected(next);
    }
  }

  /**
   * Reads plain ASCII up to the first escape or other character, mostly the whole string. It is one
   * loop without calls, because it runs before the JIT compiles it.
   */
  private void readPlain() {
    byte[] from = bytes;
    char[] to = chars;
    int most = Math.min(to.length, from.length - position);
    int count = 0;
    while (count < most) {
      byte next = from[position + count];
      if (next < ' ' || next == '"' || next == '\\') break;
      to[count++] = (char) next;
    }
    position += count;
    length = count;
  }

  /** The string last read. */
  char[] chars() {
    return chars;
  }

  int length() {
    return length;
  }

  private char escaped() throws IOException {
    int next = take();
    switch (next) {
      case '"':
      case '\\':
      case '/':
        return (char) next;
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case 'u':
        return (char) (hex() << 12 | hex() << 8 | hex() << 4 | hex());
      default:
        throw unexpected(next);
    }
  }

  private int hex() throws IOException {
    int next = take();
    int digit = next < 0x80 ? Character.digit(next, 16) : -1;
    if (digit < 0) throw unexpected(next);
    return digit;
  }

  private void appendCodePoint(int first) throws IOException {
    int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    if (first < 0xC0 || first > 0xF4) throw unexpected(first);
    int code = first & 0x3F >> more;
    for (int i = 0; i < more; i++) {
      int next = take();
      if ((next & 0xC0) != 0x80) throw unexpected(next);
      code = code << 6 | next & 0x3F;
    }
    boolean surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (code < LEAST[more] || surrogate || code > Character.MAX_CODE_POINT) throw unexpected(first);
    if (code < 0x10000) {
      append((char) code);
    } else {
      append(Character.highSurrogate(code));
      append(Character.lowSurrogate(code));
    }
  }

  private void append(char c) {
    if (length == chars.length) chars = Arrays.copyOf(chars, 2 * length);
    chars[length++] = c;
  }

  /** The exception for a byte that is not allowed at its place. */
  IOException unexpected(int taken) {
    if (taken == END) return broken("it ends after " + bytes.length + " bytes");
    String what =
        taken > ' ' && taken < 0x7F ? "'" + (char) taken + "'" : "0x" + Integer.toHexString(taken);
    return broken("unexpected " + what + " at byte " + position);
  }

  IOException broken(String how) {
    return new IOException("not JSON: " + how);
  }
}
