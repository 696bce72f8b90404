package io.github.ecsmetrics.agent.families;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prometheus.metrics.model.snapshots.Labels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus' and promtool's parsers decide as {@link ParserTable} has it. */
class ParserTableTest {
  private static final Labels LABELS = Labels.of("task_family", "orders", "task_revision", "7");

  @TempDir Path folder;

  @Test
  void plainTextThatIsLeftOutIsRefusedByPrometheusOrPromtool() throws Exception {
    List<byte[]> pages = bytes(ParserTable.PLAIN_INVALID, "");
    List<String> prometheus = Parsers.prometheus(folder, Pages.PLAIN, pages);
    List<String> taken = new ArrayList<>();
    for (int i = 0; i < pages.size(); i++) {
      if (prometheus.get(i).isEmpty() && Parsers.promtool(pages.get(i)).isEmpty()) {
        taken.add(ParserTable.PLAIN_INVALID.get(i));
      }
    }
    assertEquals(List.of(), taken);
  }

  @Test
  void openMetricsThatIsLeftOutIsRefusedByPrometheus() throws Exception {
    List<byte[]> pages = bytes(ParserTable.OPEN_METRICS_INVALID, "# EOF\n");
    List<String> prometheus = Parsers.prometheus(folder, Pages.OPEN_METRICS, pages);
    List<String> taken = new ArrayList<>();
    for (int i = 0; i < pages.size(); i++) {
      if (prometheus.get(i).isEmpty()) taken.add(ParserTable.OPEN_METRICS_INVALID.get(i));
    }
    assertEquals(List.of(), taken);
  }

  @Test
  void prometheusTakesWhatIsMerged() throws Exception {
    List<byte[]> plain = merged(Pages.PLAIN, ParserTable.PLAIN_VALID, "");
    assertEquals(
        Collections.nCopies(plain.size(), ""), Parsers.prometheus(folder, Pages.PLAIN, plain));
    List<byte[]> openMetrics =
        merged(Pages.OPEN_METRICS, ParserTable.OPEN_METRICS_VALID, "# EOF\n");
    assertEquals(
        Collections.nCopies(openMetrics.size(), ""),
        Parsers.prometheus(folder, Pages.OPEN_METRICS, openMetrics));
  }

  /** Its linter knows no UTF-8 names, so it gets the text for scrapers that do not either. */
  @Test
  void promtoolTakesWhatIsMerged() throws Exception {
    StringBuilder all = new StringBuilder();
    int number = 0;
    for (byte[] page : merged(TextFormat.PLAIN, ParserTable.PLAIN_VALID, "")) {
      String name = "page" + number++ + "_";
      all.append(new String(page, UTF_8).replaceAll("(?m)^(# [A-Z]+ )?a", "$1" + name + "a"));
    }
    assertEquals("", Parsers.promtool(all.toString().getBytes(UTF_8)), all::toString);
  }

  private static List<byte[]> bytes(List<String> pages, String end) {
    List<byte[]> bytes = new ArrayList<>();
    for (String page : pages) bytes.add((page + "\n" + end).getBytes(UTF_8));
    return bytes;
  }

  private static List<byte[]> merged(TextFormat wanted, List<String> pages, String end) {
    List<byte[]> merged = new ArrayList<>();
    for (String page : pages) {
      MergedFamilies families = Pages.merge(wanted, LABELS, page + "\n");
      assertEquals(1, families.merged(), page);
      merged.add((Pages.text(families) + end).getBytes(UTF_8));
    }
    return merged;
  }
}
