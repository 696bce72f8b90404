package io.github.ecsmetrics.agent.families;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * Scans the names of a line's labels. Most lines have the names of a line above, so each is
 * compared with the one that was there, by its number in the line.
 */
final class LabelNameScanner {
  /** Labels of a line. Each name is compared with all before it. */
  private static final int MAX = 256;

  private static final byte[] METRIC = "__name__".getBytes(US_ASCII);
  private static final byte[] LE = "le".getBytes(US_ASCII);
  private static final byte[] QUANTILE = "quantile".getBytes(US_ASCII);

  private final byte[] text;
  private final boolean openMetrics;
  private final WideBytes words;
  private final LabelNames pageNames;

  /** How many of the names below follow each other in a line. None of them is there twice. */
  private int size;

  private int[] starts = new int[16];

  /** 0 for a name that cannot be compared: in quotes, or with blanks after it. */
  private int[] lengths = new int[16];

  private long[] hashes = new long[16];
  private int[] flags = new int[16];

  /** The names up to each one. */
  private long[] sets = new long[16];

  LabelNameScanner(byte[] text, boolean openMetrics, WideBytes words, LabelNames pageNames) {
    this.text = text;
    this.openMetrics = openMetrics;
    this.words = words;
    this.pageNames = pageNames;
  }

  /**
   * Scans a name, the equals sign and the quote after it.
   *
   * @param label its number; those before it are known
   * @return the position after the quote that opens the value; -1 if a parser refuses the name
   */
  int scan(int label, int from) {
    if (isAbove(label, from)) return from + lengths[label] + 2;
    boolean quoted = text[from] == '"';
    int name = quoted ? from + 1 : from;
    int end =
        quoted
            ? QuotedText.nameEnd(text, name)
            : ByteClass.nameEnd(text, name, ByteClass.LABEL_NAME);
    if (end <= name || !add(label, name, end, quoted)) return -1;
    int equals = blanks(quoted ? end + 1 : end);
    if (text[equals] != '=') return -1;
    int quote = blanks(equals + 1);
    if (quote != end + 1) lengths[label] = 0;
    return text[quote] == '"' ? quote + 1 : -1;
  }

  private boolean isAbove(int label, int from) {
    if (label >= size || lengths[label] == 0) return false;
    int length = lengths[label] + 2;
    return length <= text.length - from && words.same(starts[label], from, length) == length;
  }

  private int blanks(int i) {
    return openMetrics ? i : ByteClass.skipBlanks(text, i);
  }

  private boolean add(int label, int from, int end, boolean quoted) {
    if (label == MAX) return false;
    long hash = words.hash(from, end);
    for (int i = 0; i < label; i++) {
      if (hashes[i] == hash) return false;
    }
    if (ByteClass.isWord(METRIC, text, from, end)) return false;
    if (label == starts.length) grow();
    size = label + 1;
    starts[label] = from;
    lengths[label] = quoted ? 0 : end - from;
    hashes[label] = hash;
    sets[label] = (label == 0 ? 0 : sets[label - 1]) | pageNames.add(hash);
    flags[label] = quoted ? LabelScanner.QUOTED : 0;
    if (ByteClass.isWord(LE, text, from, end)) flags[label] |= LabelScanner.BAD_LE;
    if (ByteClass.isWord(QUANTILE, text, from, end)) flags[label] |= LabelScanner.BAD_QUANTILE;
    return true;
  }

  private void grow() {
    int length = 2 * starts.length;
    starts = Arrays.copyOf(starts, length);
    lengths = Arrays.copyOf(lengths, length);
    hashes = Arrays.copyOf(hashes, length);
    flags = Arrays.copyOf(flags, length);
    sets = Arrays.copyOf(sets, length);
  }

  long hash(int label) {
    return hashes[label];
  }

  /** {@link LabelScanner#QUOTED}, and the flag that a value sets if it is no number. */
  int flags(int label) {
    return flags[label];
  }

  /** The names of the labels up to this one, as bits of the page's {@link LabelNames}. */
  long set(int label) {
    return sets[label];
  }
}
