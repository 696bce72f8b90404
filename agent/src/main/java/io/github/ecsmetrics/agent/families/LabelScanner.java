package io.github.ecsmetrics.agent.families;

import java.util.Arrays;

/**
 * Scans what is between the braces of a sample. Most lines repeat the labels of the line above them
 * up to the last one ({@code le}), so the scanner compares the two and goes on after the last label
 * that is the same.
 *
 * <p>The arrays have one element a label. They grow to the largest number of labels of a line.
 */
final class LabelScanner {
  /** {@link #flags}: a label {@code le} or {@code quantile} that is no number, a quoted name. */
  static final int BAD_LE = 1;

  static final int BAD_QUANTILE = 2;
  static final int QUOTED = 4;

  private final byte[] text;
  private final boolean openMetrics;
  private final WideBytes words;
  private final LabelNameScanner names;

  /** Where the labels of the last line begin. */
  private int start;

  private int count;

  /** Where each ends, counted from the start. */
  private int[] ends = new int[16];

  /** What holds for all labels up to each one. */
  private long[] hashes = new long[16];

  private int[] flags = new int[16];

  LabelScanner(byte[] text, boolean openMetrics, WideBytes words, LabelNames pageNames) {
    this.text = text;
    this.openMetrics = openMetrics;
    this.words = words;
    names = new LabelNameScanner(text, openMetrics, words, pageNames);
  }

  /**
   * Scans labels.
   *
   * @param from after the brace that opens them
   * @return the position after the brace that closes them; -1 if a parser refuses them
   */
  int scan(int from) {
    skipSame(from);
    return scanRest(from);
  }

  /** The length of all labels of the last line but its last one; 0 if there are fewer than two. */
  int allButLast() {
    return count < 2 ? 0 : ends[count - 2];
  }

  /** Scans labels of which all but the last are known to be those of the line above. */
  int scanLast(int from) {
    if (!isLastSame(from)) count--;
    return scanRest(from);
  }

  private int scanRest(int from) {
    start = from;
    int i = count == 0 ? blanks(from) : from + ends[count - 1];
    if (count == 0 && text[i] == '}') return i + 1;
    while (true) {
      if (count > 0) {
        i = blanks(i);
        if (text[i] == '}') return i + 1;
        if (text[i] != ',') return none(-1);
        i = blanks(i + 1);
        if (text[i] == '}') return i + 1;
      }
      i = label(i);
      if (i < 0) return none(-1);
    }
  }

  /** Keeps those labels of the line above that this line begins with as well. */
  private void skipSame(int from) {
    if (count == 0) return;
    int left = text.length - from;
    int allButLast = allButLast();
    if (allButLast <= left && words.equal(start, from, allButLast)) {
      if (!isLastSame(from)) count--;
      return;
    }
    int same = words.same(start, from, Math.min(allButLast, left));
    while (count > 0 && ends[count - 1] > same) count--;
  }

  private boolean isLastSame(int from) {
    int last = allButLast();
    int length = ends[count - 1] - last;
    return length <= text.length - from - last && words.equal(start + last, from + last, length);
  }

  /** Takes note of a line without labels. */
  int none(int position) {
    count = 0;
    return position;
  }

  private int blanks(int i) {
    return openMetrics || text[i] > ' ' ? i : ByteClass.skipBlanks(text, i);
  }

  /** Scans one label, and returns the position after the quote that closes its value. */
  private int label(int from) {
    int value = names.scan(count, from);
    if (value < 0) return -1;
    int end = QuotedText.end(text, value, openMetrics);
    if (end < 0) return -1;
    add(value, end);
    return end + 1;
  }

  /** Adds the label whose name was scanned. */
  private void add(int value, int end) {
    if (count == ends.length) grow();
    int k = count++;
    int flag = names.flags(k);
    if ((flag & ~QUOTED) != 0 && FloatSyntax.end(text, value) == end) flag &= QUOTED;
    // An empty value is the same series as no label.
    long hash = value == end ? 0 : WideBytes.mix(names.hash(k) + 31 * words.hash(value, end));
    ends[k] = end + 1 - start;
    hashes[k] = k == 0 ? hash : hashes[k - 1] + hash;
    flags[k] = k == 0 ? flag : flags[k - 1] | flag;
  }

  private void grow() {
    int size = 2 * count;
    ends = Arrays.copyOf(ends, size);
    hashes = Arrays.copyOf(hashes, size);
    flags = Arrays.copyOf(flags, size);
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** The same for the same labels in any order. */
  long hash() {
    return count == 0 ? 0 : hashes[count - 1];
  }

  /** The names, as bits of the page's {@link LabelNames}. */
  long nameSet() {
    return count == 0 ? 0 : names.set(count - 1);
  }

  int flags() {
    return count == 0 ? 0 : flags[count - 1];
  }
}
