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

  private final byte[] text;
  private final boolean openMetrics;
  private final WideBytes words;
  private final LabelScanner labels;
  private final ValueScanner value;

  final NameScanner name;

  /** Where labels can be added. */
  int insertAt;

  /** One of the four constants. */
  int place;

  /** After the last byte that is not blank. */
  int end;

  /** Where the last line begins; -1 if it cannot be compared with the next. */
  private int lineStart = -1;

  private boolean repeatsName;

  SampleScanner(byte[] text, boolean openMetrics, WideBytes words, LabelNames names) {
    this.text = text;
    this.openMetrics = openMetrics;
    this.words = words;
    name = new NameScanner(text, openMetrics, words);
    labels = new LabelScanner(text, openMetrics, words, names);
    value = new ValueScanner(text, openMetrics, words);
  }

  /** Expects names that begin as the name at a position. */
  void expect(int start, int length) {
    name.expect(start, length);
    if (length == 0) lineStart = -1;
  }

  /** Whether the name is that of the line above, and in the same family. */
  boolean repeatsName() {
    return repeatsName;
  }

  /**
   * Scans the line at a position.
   *
   * @return the position after its line feed; -1 if a parser refuses the line
   */
  int scan(int from) {
    int i = repeated(from);
    if (i == 0) i = nameAndLabels(from);
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
    name.move(moved);
    insertAt += moved;
    return labels.scanLast(insertAt);
  }

  /** Scans a name and its labels, and returns the position after them. */
  private int nameAndLabels(int from) {
    int i = name.scan(from);
    if (i < 0) return -1;
    if (name.quoted) {
      insertAt = name.end + 1;
      place = AFTER_QUOTED_NAME;
      return name.hasLabels ? labels.scan(i) : labels.none(i);
    }
    insertAt = i;
    place = AFTER_NAME;
    if (!name.hasLabels) return labels.none(i);
    i = labels.scan(i);
    place = labels.isEmpty() ? BETWEEN_BRACES : BEFORE_LABELS;
    return i;
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
    return name.quoted || value.quoted || (labels.flags() & LabelScanner.QUOTED) != 0;
  }

  /** Whether the label {@code le} or {@code quantile} is no number: constants of LabelScanner. */
  boolean has(int badLabel) {
    return (labels.flags() & badLabel) != 0;
  }
}
