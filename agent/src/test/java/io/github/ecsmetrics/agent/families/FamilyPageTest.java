package io.github.ecsmetrics.agent.families;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class FamilyPageTest {
  static final List<String> PLAIN_VALID = ParserTable.PLAIN_VALID;
  static final List<String> PLAIN_INVALID = ParserTable.PLAIN_INVALID;
  static final List<String> OPEN_METRICS_VALID = ParserTable.OPEN_METRICS_VALID;
  static final List<String> OPEN_METRICS_INVALID = ParserTable.OPEN_METRICS_INVALID;

  @ParameterizedTest
  @FieldSource("PLAIN_VALID")
  void plainTextThatPrometheusTakesIsKept(String page) {
    assertKept(Pages.PLAIN, page);
  }

  @ParameterizedTest
  @FieldSource("PLAIN_INVALID")
  void plainTextThatAParserRefusesIsLeftOut(String page) {
    assertLeftOut(Pages.PLAIN, page);
  }

  @ParameterizedTest
  @FieldSource("OPEN_METRICS_VALID")
  void openMetricsThatPrometheusTakesIsKept(String page) {
    assertKept(Pages.OPEN_METRICS, page);
  }

  @ParameterizedTest
  @FieldSource("OPEN_METRICS_INVALID")
  void openMetricsThatPrometheusRefusesIsLeftOut(String page) {
    assertLeftOut(Pages.OPEN_METRICS, page);
  }

  private static void assertKept(TextFormat format, String page) {
    FamilyPage scanned = Pages.scan(format, page + "\n");
    assertEquals(0, scanned.invalid());
    assertEquals(1, scanned.families().size());
  }

  private static void assertLeftOut(TextFormat format, String page) {
    FamilyPage scanned = Pages.scan(format, "before 1\n" + page + "\nafter 1\n");
    List<String> names = scanned.families().stream().map(family -> family.name).toList();
    assertEquals("after", names.get(names.size() - 1));
    assertEquals(1, scanned.invalid(), names::toString);
  }

  /**
   * Latin-1 of these is no UTF-8: a lone continuation, an overlong slash, a surrogate, too long.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {"\u0080", "\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00f4\u0090\u0080\u0080"})
  void textThatIsNotUtf8IsLeftOut(String latin) {
    for (String page : List.of("a{b=\"%s\"} 1\n", "# HELP a %s\na 1\n", "{\"a%s\"} 1\n")) {
      byte[] text = page.formatted(latin).getBytes(ISO_8859_1);
      assertEquals("[] 1", Pages.found(FamilyPage.scan(text, text.length, Pages.PLAIN)), page);
    }
  }

  @Test
  void lineWithoutNameSpoilsTheFamilyItStandsIn() {
    assertEquals(
        "[a, c] 1", Pages.found(Pages.scan(Pages.PLAIN, "a 1\nb 1\n!\nb{x=\"y\"} 1\nc 1\n")));
  }

  @Test
  void laterPartOfAFamilyIsLeftOut() {
    String page = "# TYPE a gauge\na{b=\"1\"} 1\nc 1\na{b=\"2\"} 1\nd 1\n";
    assertEquals("[a, c, d] 1", Pages.found(Pages.scan(Pages.PLAIN, page)));
  }

  @Test
  void lastLineWithoutLineFeedMayBeCutOff() {
    assertEquals("[a] 1", Pages.found(Pages.scan(Pages.PLAIN, "a 1\nb 12")));
    assertEquals("[a] 0", Pages.found(Pages.scan(Pages.OPEN_METRICS, "a 1\n# EOF")));
    assertEquals("[] 1", Pages.found(Pages.scan(Pages.PLAIN, "a{b=\"1\"} 1\na{b=\"2\"} 1")));
  }

  @Test
  void emptyPageHasNoFamilies() {
    assertEquals("[] 0", Pages.found(Pages.scan(Pages.PLAIN, "")));
    assertEquals("[] 0", Pages.found(Pages.scan(Pages.PLAIN, "\n")));
    assertEquals("[] 0", Pages.found(Pages.scan(Pages.OPEN_METRICS, "# EOF\n")));
    assertEquals("[] 0", Pages.found(Pages.scan(Pages.PLAIN, "# TYPE a gauge\n")));
  }

  @Test
  void bytesAfterTheLengthAreNotRead() {
    byte[] text = "a 1\nb 2\nc 3\n".getBytes(ISO_8859_1);
    assertEquals("[a, b] 0", Pages.found(FamilyPage.scan(text, 8, Pages.PLAIN)));
  }

  @Test
  void samplesOfOneFamilyBelongTogether() {
    String plain = "# TYPE a summary\na_count 1\na_sum 1\na_created 1\n";
    assertEquals("[a, a_created] 0", Pages.found(Pages.scan(Pages.PLAIN, plain)));
    assertEquals("[a] 0", Pages.found(Pages.scan(Pages.OPEN_METRICS, plain)));
    String others = "# TYPE a gauge\na 1\na_count 1\nab 1\n";
    assertEquals("[a, a_count, ab] 0", Pages.found(Pages.scan(Pages.OPEN_METRICS, others)));
  }
}
