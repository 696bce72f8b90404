package io.github.ecsmetrics.agent.families;

/**
 * Scans one line that begins with {@code #}.
 *
 * <pre>
 * # HELP http_requests_total Requests.
 * # TYPE "http.requests_total" counter
 * # UNIT http_requests_seconds seconds
 * </pre>
 */
final class MetadataScanner {
  static final int COMMENT = 0;
  static final int HELP = 1;
  static final int TYPE = 2;
  static final int UNIT = 4;

  private static final byte[] HELP_WORD = {'H', 'E', 'L', 'P'};
  private static final byte[] TYPE_WORD = {'T', 'Y', 'P', 'E'};
  private static final byte[] UNIT_WORD = {'U', 'N', 'I', 'T'};

  private final byte[] text;
  private final boolean openMetrics;

  /** One of the four constants. */
  int kind;

  /** Without quotes; both are 0 if there is no name that a parser takes. */
  int nameStart;

  int nameEnd;
  boolean quoted;

  /** What comes after the name and one blank; -1 if there is no blank. */
  int valueStart;

  /** The line feed. */
  int end;

  MetadataScanner(byte[] text, boolean openMetrics) {
    this.text = text;
    this.openMetrics = openMetrics;
  }

  /** Scans the line at a position, and returns the position after its line feed. */
  int scan(int from) {
    int feed = from;
    while (text[feed] != '\n') feed++;
    end = feed;
    nameStart = 0;
    nameEnd = 0;
    int word = blanks(from + 1);
    int afterWord = word + 4;
    kind = word > from + 1 && isBlank(afterWord) ? kind(word) : COMMENT;
    if (kind != COMMENT) scanName(blanks(afterWord));
    return feed + 1;
  }

  private int kind(int word) {
    if (ByteClass.startsWith(HELP_WORD, text, word)) return HELP;
    if (ByteClass.startsWith(TYPE_WORD, text, word)) return TYPE;
    return openMetrics && ByteClass.startsWith(UNIT_WORD, text, word) ? UNIT : COMMENT;
  }

  private boolean isBlank(int i) {
    return i < end && (text[i] == ' ' || !openMetrics && text[i] == '\t');
  }

  /** The position after blanks: any number of them in plain text, one in OpenMetrics. */
  private int blanks(int i) {
    if (!openMetrics) return ByteClass.skipBlanks(text, i);
    return text[i] == ' ' ? i + 1 : i;
  }

  private void scanName(int from) {
    quoted = text[from] == '"';
    int start = quoted ? from + 1 : from;
    int stop =
        quoted
            ? QuotedText.nameEnd(text, start)
            : ByteClass.nameEnd(text, start, ByteClass.METRIC_NAME);
    if (stop <= start) return;
    nameStart = start;
    nameEnd = stop;
    int after = quoted ? stop + 1 : stop;
    valueStart = isBlank(after) ? after + 1 : -1;
    // A line feed at once is an empty help text, but only in plain text.
    if (after == end && !openMetrics) valueStart = end;
  }

  /** The type that the line names; null if the format has no such type. */
  FamilyType type() {
    return valueStart < 0 ? null : FamilyType.ofWord(text, valueStart, end, openMetrics);
  }

  /** Whether the parsers take a line {@code # HELP} or {@code # UNIT}. */
  boolean isValid() {
    if (valueStart < 0) return false;
    return kind == HELP ? QuotedText.isHelp(text, valueStart, end, openMetrics) : isUnit();
  }

  /** A unit must be what the name ends with, after an underscore; it may be empty. */
  private boolean isUnit() {
    int length = end - valueStart;
    if (length == 0) return true;
    int unit = nameEnd - length;
    if (unit <= nameStart || text[unit - 1] != '_') return false;
    for (int i = 0; i < length; i++) {
      if (text[unit + i] != text[valueStart + i]) return false;
    }
    return true;
  }
}
