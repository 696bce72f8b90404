package io.github.ecsmetrics.agent.families;

import java.util.Arrays;

/**
 * Scans what is between the braces of a sample. Most lines repeat the labels of the line above them
 * up to the last one ({@code le}), so the scanner compares the two and goes on after the last label
 * that is the same.
 *
 * <p>The arrays have one element a label: what holds for all labels up to it. They grow to the
 * largest number of labels of a line.
 */
final class LabelScanner {
  /** {@link #flags}: a label {@code le} or {@code quantile} that is no number, a quoted name. */
  static final int BAD_LE = 1;

  static final int BAD_QUANTILE = 2;
  static final int QUOTED = 4;

  private final byte[] text;
  private final boolean openMetrics;
  private final WideBytes words;

  /** Where the labels of the last line begin; the ends and names are relative to it. */
  private int start;

  private int count;
  private int[] ends = new int[16];
  private int[] nameStarts = new int[16];
  private long[] nameHashes = new long[16];
  private long[] hashes = new long[16];
  private long[] nameSets = new long[16];
  private int[] flags = new int[16];

  LabelScanner(byte[] text, boolean openMetrics, WideBytes words) {
    this.text = text;
    this.openMetrics = openMetrics;
    this.words = words;
  }

  /**
   * Scans labels.
   *
   * @param from after the brace that opens them
   * @return the position after the brace that closes them; -1 if a parser refuses them
   */
  int scan(int from) {
    int same = count == 0 ? 0 : words.same(start, from, Math.min(ends[count - 1], left(from)));
    while (count > 0 && ends[count - 1] > same) count--;
    start = from;
    int i = count == 0 ? blanks(from) : from + ends[count - 1];
    if (count == 0 && text[i] == '}') return i + 1;
    while (true) {
      if (count > 0) {
        i = blanks(i);
        if (text[i] == '}') return i + 1;
        if (text[i] != ',') return refuse();
        i = blanks(i + 1);
        if (text[i] == '}') return i + 1;
      }
      i = label(i);
      if (i < 0) return refuse();
    }
  }

  private int refuse() {
    return none(-1);
  }

  /** Takes note of a line without labels. */
  int none(int position) {
    count = 0;
    return position;
  }

  private int left(int from) {
    return text.length - from;
  }

  private int blanks(int i) {
    return openMetrics ? i : ByteClass.skipBlanks(text, i);
  }

  /** Scans one label, and returns the position after the quote that closes its value. */
  private int label(int from) {
    boolean quoted = text[from] == '"';
    int name = quoted ? from + 1 : from;
    int nameEnd =
        quoted
            ? QuotedText.nameEnd(text, name)
            : ByteClass.nameEnd(text, name, ByteClass.LABEL_NAME);
    if (nameEnd <= name) return -1;
    int i = blanks(quoted ? nameEnd + 1 : nameEnd);
    if (text[i] != '=') return -1;
    i = blanks(i + 1);
    if (text[i] != '"') return -1;
    int value = i + 1;
    int end = QuotedText.end(text, value, openMetrics);
    if (end < 0) return -1;
    return add(name, nameEnd, value, end, quoted) ? end + 1 : -1;
  }

  private boolean add(int name, int nameEnd, int value, int valueEnd, boolean quoted) {
    long nameHash = words.hash(name, nameEnd);
    for (int i = 0; i < count; i++) {
      if (nameHashes[i] == nameHash && isName(i, name, nameEnd)) return false;
    }
    if (ByteClass.isWord("__name__", text, name, nameEnd)) return false;
    if (count == ends.length) grow();
    int k = count++;
    // An empty value is the same series as no label.
    long hash = value == valueEnd ? 0 : WideBytes.mix(nameHash + 31 * words.hash(value, valueEnd));
    ends[k] = valueEnd + 1 - start;
    nameStarts[k] = name - start;
    nameHashes[k] = nameHash;
    hashes[k] = (k == 0 ? 0 : hashes[k - 1]) + hash;
    nameSets[k] = (k == 0 ? 0 : nameSets[k - 1]) | nameBit(nameHash);
    flags[k] = (k == 0 ? 0 : flags[k - 1]) | flags(name, nameEnd, value, valueEnd, quoted);
    return true;
  }

  private boolean isName(int label, int name, int nameEnd) {
    int length = nameEnd - name;
    byte after = text[start + nameStarts[label] + length];
    boolean longer = ByteClass.is(ByteClass.LABEL_NAME, after);
    return !longer && words.equal(start + nameStarts[label], name, length);
  }

  private int flags(int name, int nameEnd, int value, int valueEnd, boolean quoted) {
    int flags = quoted ? QUOTED : 0;
    boolean le = ByteClass.isWord("le", text, name, nameEnd);
    boolean quantile = ByteClass.isWord("quantile", text, name, nameEnd);
    if (!le && !quantile || FloatSyntax.end(text, value) == valueEnd) return flags;
    return flags | (le ? BAD_LE : BAD_QUANTILE);
  }

  private void grow() {
    int size = 2 * count;
    ends = Arrays.copyOf(ends, size);
    nameStarts = Arrays.copyOf(nameStarts, size);
    nameHashes = Arrays.copyOf(nameHashes, size);
    hashes = Arrays.copyOf(hashes, size);
    nameSets = Arrays.copyOf(nameSets, size);
    flags = Arrays.copyOf(flags, size);
  }

  /** A set of names as 64 bits: names of one bit may be the same, others are not. */
  static long nameBit(long nameHash) {
    return 1L << (nameHash >>> 58);
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** The same for the same labels in any order. */
  long hash() {
    return count == 0 ? 0 : hashes[count - 1];
  }

  /** The names as {@link #nameBit bits}. */
  long nameSet() {
    return count == 0 ? 0 : nameSets[count - 1];
  }

  int flags() {
    return count == 0 ? 0 : flags[count - 1];
  }
}
