package io.github.ecsmetrics.agent.families;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Scans a page line by line, and cuts it into families. */
final class PageScanner {
  /** Bytes of a line of most pages: a guess, which costs some copies if it is wrong. */
  private static final int LINE = 128;

  private static final byte[] EOF = {'#', ' ', 'E', 'O', 'F'};

  private final byte[] text;
  private final int end;

  private final boolean openMetrics;
  private final WideBytes words;
  private final SampleScanner sample;
  private final MetadataScanner metadata;
  private final SeriesSet series;
  private final SampleLines lines;
  private final LabelNames labelNames = new LabelNames();

  /** The first part of each family so far that has no flaw, by its name in the page. */
  private final Map<String, FamilyBuilder> named = new HashMap<>();

  private FamilyPage page;

  /** Null before the first. */
  private FamilyBuilder family;

  private int families;

  /** The number of the suffix that the sample's name has. */
  private int suffix;

  PageScanner(byte[] given, int length, boolean openMetrics) {
    boolean whole = length == 0 || given[length - 1] == '\n';
    text = whole ? given : Arrays.copyOf(given, length + 1);
    end = whole ? length : length + 1;
    if (!whole) text[length] = '\n';
    this.openMetrics = openMetrics;
    words = new WideBytes(text);
    sample = new SampleScanner(text, openMetrics, words, labelNames);
    metadata = new MetadataScanner(text, openMetrics);
    series = new SeriesSet(new SampleReader(text, openMetrics), end / LINE);
    lines = new SampleLines(end / LINE);
  }

  /** The text; it ends with a line feed. */
  byte[] text() {
    return text;
  }

  SampleLines lines() {
    return lines;
  }

  LabelNames labelNames() {
    return labelNames;
  }

  /**
   * Scans the page; if it is too large, no further than to the limit.
   *
   * @return null, or why the page is too large: it has no families then
   */
  String scan(FamilyPage result, int maxSamples, int maxFamilies) {
    page = result;
    int samples = 0;
    for (int i = 0; i < end; ) {
      int from = openMetrics ? i : ByteClass.skipBlanks(text, i);
      if (text[from] == '\n') {
        i = from + 1;
      } else if (text[from] == '#') {
        i = metadata(from);
      } else {
        i = sample(from);
        if (++samples > maxSamples) return tooLarge(maxSamples, "samples");
        if (named.size() > maxFamilies) return tooLarge(maxFamilies, "families");
      }
    }
    close();
    return null;
  }

  private String tooLarge(int limit, String what) {
    page.clear();
    return "more than " + limit / 1000 + ",000 " + what;
  }

  /** Whether there is something on the page, but {@code # EOF} is not its last line. */
  boolean isCutOff() {
    int last = end;
    while (last > 0 && (text[last - 1] == '\n' || text[last - 1] == ' ')) last--;
    int start = last - EOF.length;
    if (start < 0 || !ByteClass.startsWith(EOF, text, start)) return last > 0;
    return start > 0 && text[start - 1] != '\n';
  }

  private int metadata(int from) {
    int next = metadata.scan(from);
    if (metadata.kind == MetadataScanner.COMMENT) return next;
    boolean named = metadata.nameEnd > 0;
    if (!named || family == null || !family.isNamed(words, metadata.nameStart, metadata.nameEnd)) {
      begin(metadata.nameStart, metadata.nameEnd);
    }
    if (named) family.add(metadata, from);
    else family.refuse();
    return next;
  }

  private int sample(int from) {
    int next = sample.scan(from);
    enterFamily();
    if (next < 0) {
      family.refuse();
      return nextLine(from);
    }
    family.add(sample);
    if (family.isInvalid()) return next;
    long name = WideBytes.mix((long) family.number() << 3 | suffix);
    if (series.add(sample.labelsHash() ^ name, from)) lines.add(sample, from);
    return next;
  }

  private int nextLine(int from) {
    int feed = from;
    while (text[feed] != '\n') feed++;
    return feed + 1;
  }

  /** Begins another family if the sample is none of the present one. */
  private void enterFamily() {
    if (!sample.name.isThere()) {
      // A line without a name spoils the family that it stands in.
      if (family == null) begin(0, 0);
      return;
    }
    if (sample.repeatsName()) return;
    int start = sample.name.start;
    int nameEnd = sample.name.end;
    boolean first = family == null || !family.isOpen();
    suffix = family == null ? -1 : family.suffix(words, start, nameEnd, sample.name.stem);
    if (suffix < 0) {
      begin(start, nameEnd);
      family.open();
      suffix = 0;
      first = true;
    }
    if (!first) return;
    FamilyBuilder earlier = named.putIfAbsent(family.declaredName(), family);
    if (earlier != null) join(earlier, start, nameEnd);
    sample.expect(start, family.stemLength());
  }

  private void join(FamilyBuilder earlier, int start, int nameEnd) {
    if (earlier.isInvalid() && !family.hasMetadata()) {
      named.put(family.declaredName(), family);
      return;
    }
    family.continues(earlier);
    suffix = family.suffix(words, start, nameEnd, 0);
  }

  private void begin(int start, int nameEnd) {
    close();
    family = new FamilyBuilder(text, openMetrics, start, nameEnd, lines.size(), families++);
    sample.expect(0, 0);
  }

  /** Keeps the present family if it has samples and no flaw. */
  private void close() {
    if (family == null) return;
    if (family.isInvalid()) {
      lines.truncate(family.firstLine());
      page.addInvalid();
    } else if (lines.size() > family.firstLine()) {
      page.add(family.build(page, lines.size()));
    }
  }
}
