package io.github.ecsmetrics.agent.families;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * Scans what is between the braces of a sample. Most lines repeat the labels of the line above them
 * up to the last one ({@code le}), so the scanner compares the two and goes on after the last label
 * that is the same; and most lines have the names of the line above.
 *
 * <p>The arrays have one element a label. They grow to the largest number of labels of a line.
 */
final class LabelScanner {
  /** {@link #flags}: a label {@code le} or {@code quantile} that is no number, a quoted name. */
  static final int BAD_LE = 1;

  static final int BAD_QUANTILE = 2;
  static final int QUOTED = 4;

  private static final byte[] METRIC = "__name__".getBytes(US_ASCII);
  private static final byte[] LE = "le".getBytes(US_ASCII);
  private static final byte[] QUANTILE = "quantile".getBytes(US_ASCII);

  private final byte[] text;
  private final boolean openMetrics;
  private final WideBytes words;
  private final LabelNames pageNames;

  /** Where the labels of the last line begin. */
  private int start;

  private int count;

  /** Where each ends, counted from the start. */
  private int[] ends = new int[16];

  /** What holds for all labels up to each one. */
  private long[] hashes = new long[16];

  private int[] flags = new int[16];

  /** How many of the names below follow each other in a line, and are not there twice. */
  private int names;

  private int[] nameStarts = new int[16];

  /** 0 for a name in quotes. */
  private int[] nameLengths = new int[16];

  private long[] nameHashes = new long[16];

  /** The flag that a value sets if it is no number, or a quoted name sets. */
  private int[] nameFlags = new int[16];

  /** The names up to each one. */
  private long[] nameSets = new long[16];

  LabelScanner(byte[] text, boolean openMetrics, WideBytes words, LabelNames pageNames) {
    this.text = text;
    this.openMetrics = openMetrics;
    this.words = words;
    this.pageNames = pageNames;
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
    int value = isNameAbove(from) ? from + nameLengths[count] + 2 : name(from);
    if (value < 0) return -1;
    int end = QuotedText.end(text, value, openMetrics);
    if (end < 0) return -1;
    add(value, end);
    return end + 1;
  }

  /** Whether the name, the equals sign and the quote are those of a line above. */
  private boolean isNameAbove(int from) {
    if (count >= names || nameLengths[count] == 0) return false;
    int length = nameLengths[count] + 2;
    return length <= text.length - from && words.same(nameStarts[count], from, length) == length;
  }

  /** Scans a name, and returns the position after the quote that opens its value. */
  private int name(int from) {
    boolean quoted = text[from] == '"';
    int name = quoted ? from + 1 : from;
    int end =
        quoted
            ? QuotedText.nameEnd(text, name)
            : ByteClass.nameEnd(text, name, ByteClass.LABEL_NAME);
    if (end <= name || !addName(name, end, quoted)) return -1;
    int equals = blanks(quoted ? end + 1 : end);
    if (text[equals] != '=') return -1;
    int quote = blanks(equals + 1);
    // Only what is written without blanks can be compared with the next line.
    if (quote != end + 1) nameLengths[count] = 0;
    return text[quote] == '"' ? quote + 1 : -1;
  }

  private boolean addName(int from, int end, boolean quoted) {
    long hash = words.hash(from, end);
    for (int i = 0; i < count; i++) {
      if (nameHashes[i] == hash) return false;
    }
    if (ByteClass.isWord(METRIC, text, from, end)) return false;
    if (count == ends.length) grow();
    int k = count;
    names = k + 1;
    nameStarts[k] = from;
    nameLengths[k] = quoted ? 0 : end - from;
    nameHashes[k] = hash;
    nameSets[k] = (k == 0 ? 0 : nameSets[k - 1]) | pageNames.add(hash);
    nameFlags[k] = quoted ? QUOTED : 0;
    if (ByteClass.isWord(LE, text, from, end)) nameFlags[k] |= BAD_LE;
    if (ByteClass.isWord(QUANTILE, text, from, end)) nameFlags[k] |= BAD_QUANTILE;
    return true;
  }

  /** Adds the value of the label whose name was added. */
  private void add(int value, int end) {
    int k = count++;
    int flag = nameFlags[k];
    if ((flag & ~QUOTED) != 0 && FloatSyntax.end(text, value) == end) flag &= QUOTED;
    // An empty value is the same series as no label.
    long hash = value == end ? 0 : WideBytes.mix(nameHashes[k] + 31 * words.hash(value, end));
    ends[k] = end + 1 - start;
    hashes[k] = k == 0 ? hash : hashes[k - 1] + hash;
    flags[k] = k == 0 ? flag : flags[k - 1] | flag;
  }

  private void grow() {
    int size = 2 * count;
    ends = Arrays.copyOf(ends, size);
    hashes = Arrays.copyOf(hashes, size);
    flags = Arrays.copyOf(flags, size);
    nameStarts = Arrays.copyOf(nameStarts, size);
    nameLengths = Arrays.copyOf(nameLengths, size);
    nameHashes = Arrays.copyOf(nameHashes, size);
    nameFlags = Arrays.copyOf(nameFlags, size);
    nameSets = Arrays.copyOf(nameSets, size);
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
    return count == 0 ? 0 : nameSets[count - 1];
  }

  int flags() {
    return count == 0 ? 0 : flags[count - 1];
  }
}
