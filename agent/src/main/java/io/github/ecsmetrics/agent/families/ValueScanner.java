package io.github.ecsmetrics.agent.families;

/**
 * Scans what a sample has after its labels: a value, a timestamp, and in OpenMetrics an exemplar.
 *
 * <pre>
 * 3.0 1700000000000
 * 3.0 1700000000.123 # {trace_id="4bf92f35"} 0.7 1700000000.123
 * </pre>
 */
final class ValueScanner {
  /** Timestamps have at most the digits that a long can have, in milliseconds. */
  private static final int MAX_DIGITS = 18;

  private final byte[] text;
  private final boolean openMetrics;
  private final LabelScanner exemplarLabels;

  /** Where the value begins and ends. */
  int start;

  int end;

  /** The exemplar has a name in quotes. */
  boolean quoted;

  ValueScanner(byte[] text, boolean openMetrics, WideBytes words) {
    this.text = text;
    this.openMetrics = openMetrics;
    exemplarLabels = new LabelScanner(text, openMetrics, words, new LabelNames());
  }

  /**
   * Scans up to the end of a line, but for blanks at its end.
   *
   * @param from after the labels
   * @return the position after the last byte that is not blank; -1 if a parser refuses the line
   */
  int scan(int from) {
    quoted = false;
    start = separator(from);
    if (start < 0) return -1;
    int i = FloatSyntax.end(text, start);
    if (i < 0) return -1;
    end = i;
    int next = separator(i);
    if (next == i || next < 0 || text[next] == '\n') return i;
    if (!openMetrics) return digits(next);
    if (text[next] != '#') {
      i = finite(next);
      if (i < 0 || text[i] != ' ' || text[i + 1] != '#') return i;
      next = i + 1;
    }
    return exemplar(next);
  }

  /** The position after a blank; in plain text any number of blanks. */
  private int separator(int i) {
    if (!openMetrics) return ByteClass.skipBlanks(text, i);
    return text[i] == ' ' ? i + 1 : -1;
  }

  private int digits(int from) {
    int i = from;
    while (ByteClass.is(ByteClass.DIGIT, text[i])) i++;
    return i > from && i - from <= MAX_DIGITS ? i : -1;
  }

  private int finite(int from) {
    int i = FloatSyntax.end(text, from);
    return i >= 0 && FloatSyntax.isFinite(text, i) ? i : -1;
  }

  private int exemplar(int from) {
    if (text[from + 1] != ' ' || text[from + 2] != '{') return -1;
    int i = exemplarLabels.scan(from + 3);
    if (i < 0 || text[i] != ' ') return -1;
    quoted = (exemplarLabels.flags() & LabelScanner.QUOTED) != 0;
    i = FloatSyntax.end(text, i + 1);
    return i < 0 || text[i] != ' ' ? i : finite(i + 1);
  }
}
