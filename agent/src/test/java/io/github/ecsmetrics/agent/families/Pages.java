package io.github.ecsmetrics.agent.families;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.List;

/** Pages of applications, scanned and merged. */
final class Pages {
  static final TextFormat PLAIN = TextFormat.PLAIN.withUtf8();
  static final TextFormat OPEN_METRICS = TextFormat.OPEN_METRICS.withUtf8();

  private Pages() {}

  static FamilyPage scan(TextFormat format, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return FamilyPage.scan(bytes, bytes.length, format);
  }

  /** Merges pages of the wanted format. */
  static MergedFamilies merge(TextFormat format, Labels added, String... pages) {
    FamilyMerge merge = new FamilyMerge(format, new FamilyNames(), true, added, null);
    for (String page : pages) merge.add(scan(format, page));
    return merge.finish();
  }

  static void assertMerged(String expected, Labels added, String... pages) {
    assertEquals(expected, text(merge(PLAIN, added, pages)));
  }

  /** The text of a page for a scraper of another format. */
  static String converted(TextFormat written, TextFormat wanted, String page) {
    FamilyMerge merge = new FamilyMerge(wanted, new FamilyNames(), true, Labels.EMPTY, null);
    merge.add(scan(written, page));
    return text(merge.finish());
  }

  static String text(MergedFamilies merged) {
    return new String(merged.text(), UTF_8);
  }

  /** The names of the families of a page, and how many are invalid. */
  static String found(FamilyPage page) {
    List<String> found = new ArrayList<>();
    for (Family family : page.families()) found.add(family.name);
    return found + " " + page.invalid();
  }
}
