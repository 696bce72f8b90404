package io.github.ecsmetrics.agent.families;

/** One family of a page, without a flaw: where its lines are in the text. */
final class Family {
  final FamilyPage page;
  final FamilyType type;

  /** {@link FamilyType#canonicalName Canonical} and unescaped. */
  final String name;

  /** As the page has it, but unescaped. */
  final String declaredName;

  /** A name in it is in quotes. */
  final boolean quoted;

  /** The names of its labels as bits of the page's {@link LabelNames}. */
  final long labelNames;

  /** Its {@link SampleLines}: the first, and the one after the last. */
  final int firstLine;

  final int endLine;

  /** Its lines {@code # HELP}, {@code # TYPE} and {@code # UNIT}: start and end of each. */
  private final int[] metadata;

  Family(
      FamilyPage page,
      FamilyType type,
      String name,
      String declaredName,
      boolean quoted,
      long labelNames,
      int firstLine,
      int endLine,
      int[] metadata) {
    this.page = page;
    this.type = type;
    this.name = name;
    this.declaredName = declaredName;
    this.quoted = quoted;
    this.labelNames = labelNames;
    this.firstLine = firstLine;
    this.endLine = endLine;
    this.metadata = metadata;
  }

  /** The number of bytes of all its lines, and of what was left out between them. */
  int length() {
    SampleLines lines = page.lines();
    int length = 0;
    for (int i = 0; i < metadata.length; i += 2) length += metadata[i + 1] - metadata[i] + 1;
    return length + lines.end(endLine - 1) + 1 - lines.start(firstLine);
  }

  /**
   * What a line that begins with {@code #} has after the name, unescaped.
   *
   * @param kind a constant of {@link MetadataScanner}
   * @return null if there is no such line, or nothing in it
   */
  String metadata(int kind) {
    MetadataScanner scanner = new MetadataScanner(page.text(), page.written().openMetrics);
    for (int i = 0; i < metadata.length; i += 2) {
      scanner.scan(metadata[i]);
      if (scanner.kind != kind || scanner.valueStart >= scanner.end) continue;
      return QuotedText.unescape(page.text(), scanner.valueStart, scanner.end);
    }
    return null;
  }

  /** The names of samples that no other family may have. */
  String[] sampleNames() {
    return type.sampleNames(key(), page.written().openMetrics);
  }

  /**
   * The name in its format: plain text has a counter {@code x_total} beside a gauge {@code x}, and
   * OpenMetrics calls both {@code x}.
   */
  String key() {
    return page.written().openMetrics ? name : declaredName;
  }

  /** Adds the lines that begin with {@code #}. */
  void writeMetadata(TextBuffer out) {
    for (int i = 0; i < metadata.length; i += 2) {
      out.append(page.text(), metadata[i], metadata[i + 1]);
      out.append('\n');
    }
  }
}
