package io.github.ecsmetrics.agent.families;

/**
 * Scans one line with a sample, and refuses what Prometheus' parsers or promtool's refuse.
 *
 * <pre>
 * http_requests_total{method="GET",status="200"} 3.0 1700000000000
 * {"http.requests_total","http.method"="GET"} 3.0 # {trace_id="4bf92f35"} 0.7 1700000000.123
 * </pre>
 */
final class SampleScanner {
  /** Where labels can be added: after the brace, and a comma before the labels that are there. */
  static final int BEFORE_LABELS = 0;

  /** After the brace of a line without labels. */
  static final int BETWEEN_BRACES = 1;

  /** After the name of a line without braces. */
  static final int AFTER_NAME = 2;

  /** After the name that is between the braces. */
  static final int AFTER_QUOTED_NAME = 3;

  /** Longer beginnings of names are not expected: a page may have many lines that lack them. */
  private static final int MAX_STEM = 1024;

  private final byte[] text;
  private final boolean openMetrics;
  private final WideBytes words;
  private final LabelScanner labels;
  private final ValueScanner value;

  /** The name, without quotes; both are 0 if the line has none. */
  int nameStart;

  int nameEnd;
  int insertAt;

  /** One of the four constants. */
  int place;

  /** After the last byte that is not blank. */
  int end;

  private boolean quoted;

  /** What names of the present family begin with, in a line before. */
  private int stemStart;

  private int stemLength;

  /** How much of the name of this line is that. */
  private int stem;

  /** Where the last line begins; -1 if it cannot be compared with the next. */
  private int lineStart = -1;

  private boolean repeatsName;

  SampleScanner(byte[] text, boolean openMetrics, WideBytes words, LabelNames names) {
    this.text = text;
    this.openMetrics = openMetrics;
    this.words = words;
    labels = new LabelScanner(text, openMetrics, words, names);
    value = new ValueScanner(text, openMetrics, words);
  }

  /** Expects names that begin as the name at a position. */
  void expect(int start, int length) {
    stemStart = start;
    stemLength = length <= MAX_STEM ? length : 0;
    stem = stemLength;
    if (length == 0) lineStart = -1;
  }

  /** Whether the name is that of the line above, and in the same family. */
  boolean repeatsName() {
    return repeatsName;
  }

  /** How many bytes of the name are the expected ones; 0 if it begins otherwise. */
  int stem() {
    return stem;
  }

  /**
   * Scans the line at a position.
   *
   * @return the position after its line feed; -1 if a parser refuses the line
   */
  int scan(int from) {
    int i = repeated(from);
    if (i == 0) {
      nameStart = 0;
      nameEnd = 0;
      i = text[from] == '{' ? quotedName(from + 1) : name(from);
    }
    lineStart = i < 0 || place != BEFORE_LABELS ? -1 : from;
    if (i < 0) return -1;
    i = value.scan(i);
    if (i < 0) return -1;
    end = i;
    if (!openMetrics) i = ByteClass.skipBlanks(text, i);
    return text[i] == '\n' ? i + 1 : -1;
  }

  /**
   * Scans a line that begins as the line above, up to the last label of that.
   *
   * @return the position after the labels; 0 if the line begins otherwise
   */
  private int repeated(int from) {
    int labelsAt = insertAt - lineStart;
    int length = labelsAt + labels.allButLast();
    repeatsName =
        lineStart >= 0
            && length > labelsAt
            && length < text.length - from
            && words.equal(lineStart, from, length);
    if (!repeatsName) return 0;
    int moved = from - lineStart;
    nameStart += moved;
    nameEnd += moved;
    insertAt += moved;
    return labels.scanLast(insertAt);
  }

  /** Scans a name and its labels, and returns the position after them. */
  private int name(int from) {
    stem = expected(from);
    int i = ByteClass.nameEnd(text, from, stem, ByteClass.METRIC_NAME);
    if (i == from) return -1;
    int after = blanks(i);
    byte next = text[after];
    if (after == i && next != '{' && next != ' ') return -1;
    quoted = false;
    nameStart = from;
    nameEnd = i;
    insertAt = i;
    place = AFTER_NAME;
    if (next != '{') return labels.none(i);
    insertAt = after + 1;
    i = labels.scan(after + 1);
    place = labels.isEmpty() ? BETWEEN_BRACES : BEFORE_LABELS;
    return i;
  }

  private int expected(int from) {
    boolean fits = stemLength > 0 && stemLength < text.length - from;
    return fits && words.equal(stemStart, from, stemLength) ? stemLength : 0;
  }

  private int quotedName(int from) {
    int i = blanks(from);
    if (text[i] != '"') return -1;
    int nameFrom = i + 1;
    i = QuotedText.nameEnd(text, nameFrom);
    if (i < 0) return -1;
    quoted = true;
    stem = Math.min(expected(nameFrom), i - nameFrom);
    nameStart = nameFrom;
    nameEnd = i;
    insertAt = i + 1;
    place = AFTER_QUOTED_NAME;
    i = blanks(i + 1);
    if (text[i] == '}') return labels.none(i + 1);
    return text[i] == ',' ? labels.scan(i + 1) : -1;
  }

  private int blanks(int i) {
    return openMetrics ? i : ByteClass.skipBlanks(text, i);
  }

  boolean hasName() {
    return nameEnd > 0;
  }

  /** The hash of the labels, the same in any order. */
  long labelsHash() {
    return labels.hash();
  }

  long labelNames() {
    return labels.nameSet();
  }

  /** Whether the value is below zero. */
  boolean isNegative() {
    return FloatSyntax.isNegative(text, value.start, value.end);
  }

  /** Whether a name of the line is in quotes. */
  boolean hasQuotedNames() {
    return quoted || value.quoted || (labels.flags() & LabelScanner.QUOTED) != 0;
  }

  /** Whether the label {@code le} or {@code quantile} is no number: constants of LabelScanner. */
  boolean has(int badLabel) {
    return (labels.flags() & badLabel) != 0;
  }
}
