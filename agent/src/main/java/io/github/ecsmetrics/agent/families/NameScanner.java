package io.github.ecsmetrics.agent.families;

/**
 * Scans the name of a sample, which is before the braces, or in quotes between them. Most names
 * begin as those of the lines above, so the scanner compares the two.
 */
final class NameScanner {
  /** Longer beginnings of names are not expected: a page may have many lines that lack them. */
  private static final int MAX_STEM = 1024;

  private final byte[] text;
  private final boolean openMetrics;
  private final WideBytes words;

  /** Where it begins and ends, without quotes; both are 0 if the line has none. */
  int start;

  int end;
  boolean quoted;

  /** Whether labels may come after it: there is a brace, or a comma after a quoted name. */
  boolean hasLabels;

  /** How many bytes of the name are the expected ones; 0 if it begins otherwise. */
  int stem;

  /** What names of the present family begin with, in a line before. */
  private int stemStart;

  private int stemLength;

  NameScanner(byte[] text, boolean openMetrics, WideBytes words) {
    this.text = text;
    this.openMetrics = openMetrics;
    this.words = words;
  }

  /** Expects names that begin as the name at a position. */
  void expect(int from, int length) {
    stemStart = from;
    stemLength = length <= MAX_STEM ? length : 0;
    stem = stemLength;
  }

  /**
   * Scans the line at a position.
   *
   * @return the position of the labels if there are any, after the brace or the comma; otherwise
   *     the position after the name and its brace; -1 if a parser refuses the line
   */
  int scan(int from) {
    start = 0;
    end = 0;
    return text[from] == '{' ? quoted(from + 1) : bare(from);
  }

  private int bare(int from) {
    stem = expected(from);
    int i = ByteClass.nameEnd(text, from, stem, ByteClass.METRIC_NAME);
    if (i == from) return -1;
    int after = blanks(i);
    byte next = text[after];
    if (after == i && next != '{' && next != ' ') return -1;
    quoted = false;
    start = from;
    end = i;
    hasLabels = next == '{';
    return hasLabels ? after + 1 : i;
  }

  private int expected(int from) {
    boolean fits = stemLength > 0 && stemLength < text.length - from;
    return fits && words.equal(stemStart, from, stemLength) ? stemLength : 0;
  }

  private int quoted(int from) {
    int i = blanks(from);
    if (text[i] != '"') return -1;
    int name = i + 1;
    i = QuotedText.nameEnd(text, name);
    if (i < 0) return -1;
    quoted = true;
    stem = Math.min(expected(name), i - name);
    start = name;
    end = i;
    i = blanks(i + 1);
    hasLabels = text[i] == ',';
    return hasLabels || text[i] == '}' ? i + 1 : -1;
  }

  private int blanks(int i) {
    return openMetrics ? i : ByteClass.skipBlanks(text, i);
  }

  /** Takes note of a line with the same name, so many bytes after the last one. */
  void move(int bytes) {
    start += bytes;
    end += bytes;
  }

  boolean isThere() {
    return end > 0;
  }
}
