package io.github.ecsmetrics.agent.families;

import java.util.ArrayList;
import java.util.List;

/**
 * The families of one page.
 *
 * <p>It keeps the text itself, and beside it 16 to 32 bytes for each sample and some 300 bytes for
 * each family. While it is scanned, it has 16 to 32 bytes more for each sample, and a copy of the
 * text if that does not end with a line feed.
 */
public final class FamilyPage {
  /** Samples of a page, left out or not. Pages of 4 MiB have 30,000 to 50,000 as a rule. */
  static final int MAX_SAMPLES = 100_000;

  /** Names of families of a page. */
  static final int MAX_FAMILIES = 10_000;

  private final byte[] text;
  private final TextFormat written;
  private final SampleLines lines;
  private final LabelNames labelNames;
  private final List<Family> families = new ArrayList<>();
  private int invalid;

  /** Why the page is left out as a whole; null if it is not. */
  private String flaw;

  private FamilyPage(PageScanner scanner, TextFormat written) {
    this.written = written;
    text = scanner.text();
    lines = scanner.lines();
    labelNames = scanner.labelNames();
  }

  /**
   * Scans a page. Never throws: a family with a line that Prometheus' or promtool's parser refuses
   * is left out, and the others are kept. Comments, blank lines and {@code # EOF} are dropped, and
   * a series that is there already. A page with more than 100,000 samples or 10,000 families has no
   * families, see {@link #flaw}.
   *
   * @param text is kept; it must not change
   * @param length in bytes
   */
  public static FamilyPage scan(byte[] text, int length, TextFormat written) {
    PageScanner scanner = new PageScanner(text, length, written.openMetrics);
    FamilyPage page = new FamilyPage(scanner, written);
    String tooLarge = scanner.scan(page, MAX_SAMPLES, MAX_FAMILIES);
    page.flaw = tooLarge == null ? page.flaw(scanner) : tooLarge;
    return page;
  }

  /** The same of a text that was merged or converted, of any size. */
  static FamilyPage scanOwn(byte[] text, TextFormat written) {
    PageScanner scanner = new PageScanner(text, text.length, written.openMetrics);
    FamilyPage page = new FamilyPage(scanner, written);
    scanner.scan(page, Integer.MAX_VALUE, Integer.MAX_VALUE);
    return page;
  }

  private String flaw(PageScanner scanner) {
    if (families.isEmpty() && invalid > 0) return "not a page of metrics";
    return written.openMetrics && scanner.isCutOff() ? "cut off: no # EOF at its end" : null;
  }

  void add(Family family) {
    families.add(family);
  }

  void addInvalid() {
    invalid++;
  }

  /** Drops all families. */
  void clear() {
    families.clear();
    invalid = 0;
  }

  /**
   * Why the page as a whole cannot be used: it has no valid family but other lines ({@code not a
   * page of metrics}), it lacks the {@code # EOF} of OpenMetrics ({@code cut off: ...}), or it is
   * too large ({@code more than ...}).
   *
   * @return null if only some of its families are wrong, or nothing is; an empty page and one of
   *     comments have no flaw
   */
  public String flaw() {
    return flaw;
  }

  byte[] text() {
    return text;
  }

  TextFormat written() {
    return written;
  }

  SampleLines lines() {
    return lines;
  }

  LabelNames labelNames() {
    return labelNames;
  }

  /** In the order of the page. */
  List<Family> families() {
    return families;
  }

  /** The number of families that are left out. */
  int invalid() {
    return invalid;
  }
}
