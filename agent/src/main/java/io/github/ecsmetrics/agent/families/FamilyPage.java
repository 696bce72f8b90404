package io.github.ecsmetrics.agent.families;

import java.util.ArrayList;
import java.util.List;

/**
 * The families of one page.
 *
 * <p>It keeps the text itself, and beside it 16 bytes for each sample and a small object for each
 * family. While it is scanned, it has 16 to 32 bytes more for each sample, and a copy of the text
 * if that does not end with a line feed. So memory is bounded by the length of the text.
 */
public final class FamilyPage {
  private final byte[] text;
  private final TextFormat written;
  private final SampleLines lines;
  private final LabelNames labelNames;
  private final List<Family> families = new ArrayList<>();
  private int invalid;

  private FamilyPage(PageScanner scanner, TextFormat written) {
    this.written = written;
    text = scanner.text();
    lines = scanner.lines();
    labelNames = scanner.labelNames();
  }

  /**
   * Scans a page. Never throws: a family with a line that Prometheus' or promtool's parser refuses
   * is left out, and the others are kept. Comments, blank lines and {@code # EOF} are dropped, and
   * a series that is there already.
   *
   * @param text is kept; it must not change
   * @param length in bytes
   */
  public static FamilyPage scan(byte[] text, int length, TextFormat written) {
    PageScanner scanner = new PageScanner(text, length, written.openMetrics);
    FamilyPage page = new FamilyPage(scanner, written);
    scanner.scan(page);
    return page;
  }

  void add(Family family) {
    families.add(family);
  }

  void addInvalid() {
    invalid++;
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
