package io.github.ecsmetrics.agent.families;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

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
  void laterPartOfAFamilyIsLeftOutIfItHasMetadata() {
    String page = "a{b=\"1\"} 1\nc 1\n# HELP a x\na{b=\"2\"} 1\nd 1\n";
    assertEquals("[a, c, d] 1", Pages.found(Pages.scan(Pages.PLAIN, page)));
  }

  @Test
  void refusedLineSpoilsNoFamilyAfterIt() {
    String page =
        """
        # HELP k8_hum 3
        k8_h_count 2
         x
        # TYPE k8_h histogram
        k8_h_bucket{le="+Inf"} 2
        k8_h_count 2
        """;
    assertEquals("[k8_h] 1", Pages.found(Pages.scan(Pages.PLAIN, page)));
  }

  @Test
  void lastLineNeedsNoLineFeed() {
    assertEquals("[a, b] 0", Pages.found(Pages.scan(Pages.PLAIN, "a 1\nb 12")));
    assertEquals("[a] 0", Pages.found(Pages.scan(Pages.OPEN_METRICS, "a 1\n# EOF")));
    assertEquals("[a] 0", Pages.found(Pages.scan(Pages.PLAIN, "a{b=\"1\"} 1\na{b=\"2\"} 1")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<html>\n<body>1</body>\n</html>\n", "{\"status\":\"UP\"}", "a x\n# EOF\n", "OK"})
  void pageWithoutAValidFamilyIsNone(String page) {
    assertEquals("not a page of metrics", Pages.scan(Pages.PLAIN, page).flaw());
    assertEquals("not a page of metrics", Pages.scan(Pages.OPEN_METRICS, page).flaw());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a 1\n", "a 1\nb 12", "a 1\n# EO", "b 1\na 1 # EOF\n", "# EOF\na 1\n", "# x\n"})
  void openMetricsWithoutEofIsCutOff(String page) {
    assertEquals("cut off: no # EOF at its end", Pages.scan(Pages.OPEN_METRICS, page).flaw());
    assertNull(Pages.scan(Pages.PLAIN, page).flaw());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# EOF", "# EOF\n", "# x\n# EOF\n\n", "b !\na 1\n# EOF\n"})
  void pageIsWhole(String page) {
    assertNull(Pages.scan(Pages.OPEN_METRICS, page).flaw());
    assertNull(Pages.scan(Pages.PLAIN, page).flaw());
  }

  @Test
  void pageWithTooManySamplesHasNoFamilies() {
    StringBuilder page = new StringBuilder("a 1\n");
    for (int i = 1; i < 100_000; i++) page.append("b{c=\"").append(i).append("\"} 1\n");
    FamilyPage largest = Pages.scan(Pages.PLAIN, page.toString());
    assertEquals("[a, b] 0 null", Pages.found(largest) + " " + largest.flaw());
    FamilyPage larger = Pages.scan(Pages.PLAIN, page.append("!\n").toString());
    assertEquals("[] 0 more than 100,000 samples", Pages.found(larger) + " " + larger.flaw());
  }

  @Test
  void pageWithTooManyFamiliesHasNone() {
    StringBuilder page = new StringBuilder();
    for (int i = 0; i < 10_000; i++) page.append('a').append(i).append(" 1\n");
    FamilyPage largest = Pages.scan(Pages.PLAIN, page + "a0{b=\"c\"} 1\n");
    assertEquals(10_001, largest.families().size());
    assertNull(largest.flaw());
    FamilyPage larger = Pages.scan(Pages.PLAIN, page.append("b 1\n").toString());
    assertEquals("[] 0 more than 10,000 families", Pages.found(larger) + " " + larger.flaw());
  }

  @Test
  void lineHasAtMost256Labels() {
    StringBuilder line = new StringBuilder("a{");
    for (int i = 0; i < 256; i++) line.append('l').append(i).append("=\"\",");
    assertEquals("[a] 0", Pages.found(Pages.scan(Pages.PLAIN, line + "} 1\n")));
    assertEquals("[] 1", Pages.found(Pages.scan(Pages.PLAIN, line + "m=\"\"} 1\n")));
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
