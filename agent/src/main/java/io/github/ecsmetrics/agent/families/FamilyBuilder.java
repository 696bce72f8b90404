package io.github.ecsmetrics.agent.families;

import java.util.Arrays;

/** The family whose lines are scanned at present. */
final class FamilyBuilder {
  private final byte[] text;
  private final boolean openMetrics;

  /** The name as its first line has it, without quotes; empty if no name was found. */
  private final int nameStart;

  private final int nameEnd;
  private final int firstLine;

  /** The same for all parts of a family. */
  private int number;

  /** What all samples' names begin with; 0 before the first sample. */
  private int stemEnd;

  private String declaredName;
  private String name;
  private FamilyType type = FamilyType.UNKNOWN;
  private int[] metadata = {};

  /** The kinds of lines that were there: constants of {@link MetadataScanner}. */
  private int seen;

  private boolean quoted;
  private long labelNames;
  private boolean invalid;

  FamilyBuilder(
      byte[] text, boolean openMetrics, int nameStart, int nameEnd, int firstLine, int number) {
    this.text = text;
    this.openMetrics = openMetrics;
    this.nameStart = nameStart;
    this.nameEnd = nameEnd;
    this.firstLine = firstLine;
    this.number = number;
  }

  boolean isNamed(WideBytes words, int start, int end) {
    int length = nameEnd - nameStart;
    return length == end - start && words.equal(nameStart, start, length);
  }

  /** Takes a line that begins with {@code #}. */
  void add(MetadataScanner line, int start) {
    if (isOpen() || (seen & line.kind) != 0) {
      refuse();
      return;
    }
    seen |= line.kind;
    if (line.kind == MetadataScanner.TYPE) {
      FamilyType named = line.type();
      if (named == null) refuse();
      else type = named;
    } else if (!line.isValid()) {
      refuse();
    }
    quoted |= line.quoted;
    int size = metadata.length;
    metadata = Arrays.copyOf(metadata, size + 2);
    metadata[size] = start;
    metadata[size + 1] = line.end;
  }

  /** A first sample was found: from now on the type is known. */
  void open() {
    declaredName = QuotedText.unescape(text, nameStart, nameEnd);
    name = type.canonicalName(declaredName);
    stemEnd = openMetrics ? nameEnd - (declaredName.length() - name.length()) : nameEnd;
  }

  /**
   * Continues a part of the same family earlier in the page. A part with lines that begin with
   * {@code #} is refused, as promtool does.
   */
  void continues(FamilyBuilder earlier) {
    if (hasMetadata()) {
      refuse();
      return;
    }
    number = earlier.number;
    type = earlier.type;
    open();
  }

  boolean hasMetadata() {
    return metadata.length > 0;
  }

  int number() {
    return number;
  }

  boolean isOpen() {
    return stemEnd > 0;
  }

  /** The name as its first line has it; null before the first sample. */
  String declaredName() {
    return declaredName;
  }

  /**
   * Which sample of the family has this name.
   *
   * @param same how many bytes of the name are known to be those of {@link #stemLength}; or 0
   * @return the number of its suffix; -1 if the name is none of the family
   */
  int suffix(WideBytes words, int start, int end, int same) {
    if (!isOpen()) open();
    int stem = stemEnd - nameStart;
    if (end - start < stem) return -1;
    if (same != stem && !words.equal(nameStart, start, stem)) return -1;
    return type.suffix(text, start + stem, end, openMetrics);
  }

  /** The length of what all samples' names begin with. */
  int stemLength() {
    return stemEnd - nameStart;
  }

  /** Takes a sample, and refuses one that is wrong for the type. */
  void add(SampleScanner line) {
    quoted |= line.hasQuotedNames();
    labelNames |= line.labelNames();
    if (type == FamilyType.SUMMARY) {
      if (line.has(LabelScanner.BAD_QUANTILE)) refuse();
      return;
    }
    if (type != FamilyType.HISTOGRAM && type != FamilyType.GAUGE_HISTOGRAM) return;
    if (line.has(LabelScanner.BAD_LE)) refuse();
    // _bucket and _count must not be negative; _sum may be.
    boolean counts = text[line.name.end - 1] == 't' && type == FamilyType.HISTOGRAM;
    if (counts && line.isNegative()) refuse();
  }

  void refuse() {
    invalid = true;
  }

  boolean isInvalid() {
    return invalid;
  }

  int firstLine() {
    return firstLine;
  }

  Family build(FamilyPage page, int endLine) {
    return new Family(
        page, type, name, declaredName, quoted, labelNames, firstLine, endLine, metadata);
  }
}
