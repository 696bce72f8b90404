package io.github.ecsmetrics.agent.families;

/** The classes of bytes that names and quoted texts are made of. */
final class ByteClass {
  /** {@code [a-zA-Z0-9_]}. */
  static final int LABEL_NAME = 1;

  /** {@code [a-zA-Z0-9_:]}. */
  static final int METRIC_NAME = 2;

  static final int DIGIT = 4;

  /** Everything that ends or complicates a quoted text: quote, backslash, line feed, not ASCII. */
  static final int QUOTED_STOP = 8;

  private static final byte[] TABLE = new byte[256];

  static {
    for (int b = 0; b < TABLE.length; b++) {
      boolean letter = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '_';
      boolean digit = b >= '0' && b <= '9';
      boolean stop = b == '"' || b == '\\' || b == '\n' || b > 0x7f;
      int bits = stop ? QUOTED_STOP : 0;
      if (letter || digit) bits |= LABEL_NAME | METRIC_NAME;
      if (b == ':') bits |= METRIC_NAME;
      if (digit) bits |= DIGIT;
      TABLE[b] = (byte) bits;
    }
  }

  private ByteClass() {}

  static boolean is(int bits, byte b) {
    return (TABLE[b & 0xff] & bits) != 0;
  }

  /** The position after the name at a position; the position itself if there is none. */
  static int nameEnd(byte[] text, int from, int bits) {
    return nameEnd(text, from, 0, bits);
  }

  /**
   * The same.
   *
   * @param known how many bytes are known to be of a name
   */
  static int nameEnd(byte[] text, int from, int known, int bits) {
    if (known == 0 && is(DIGIT, text[from])) return from;
    int i = from + known;
    while (is(bits, text[i])) i++;
    return i;
  }

  /** Whether a part of a text is a word. */
  static boolean isWord(byte[] word, byte[] text, int from, int to) {
    return to - from == word.length && startsWith(word, text, from);
  }

  /** Whether a text goes on with a word. */
  static boolean startsWith(byte[] word, byte[] text, int from) {
    if (text.length - from < word.length) return false;
    for (int i = 0; i < word.length; i++) {
      if (text[from + i] != word[i]) return false;
    }
    return true;
  }

  static int skipBlanks(byte[] text, int from) {
    int i = from;
    while (text[i] == ' ' || text[i] == '\t') i++;
    return i;
  }
}
