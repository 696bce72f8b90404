package io.github.ecsmetrics.agent.families;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with a page, Prometheus and promtool take what is merged of it. */
class MutatedPagesTest {
  private static final Labels TASK = Labels.of("task_family", "orders", "task_revision", "7");
  private static final int PAGES = 300;
  private static final int PROMTOOL_PAGES = 30;

  @TempDir Path folder;

  @Test
  void prometheusTakesThem() throws Exception {
    for (boolean openMetrics : new boolean[] {false, true}) {
      TextFormat format = openMetrics ? Pages.OPEN_METRICS : Pages.PLAIN;
      MutatedPages pages = new MutatedPages(openMetrics ? 1 : 2);
      List<String> given = new ArrayList<>();
      List<byte[]> merged = new ArrayList<>();
      for (int i = 0; i < PAGES; i++) {
        given.add(pages.next(openMetrics));
        merged.add(merge(format, given.get(i), pages.next(openMetrics)));
      }
      List<String> refusals = Parsers.prometheus(folder, format, merged);
      for (int i = 0; i < PAGES; i++) assertEquals("", refusals.get(i), given.get(i));
    }
  }

  @Test
  void promtoolTakesThem() throws Exception {
    MutatedPages pages = new MutatedPages(3);
    for (int i = 0; i < PROMTOOL_PAGES; i++) {
      String page = pages.next(false);
      byte[] merged = merge(TextFormat.PLAIN, page, pages.next(false));
      assertEquals("", Parsers.promtool(merged), page);
    }
  }

  /** Merging again changes nothing: no series is there twice, and no family is left out. */
  @Test
  void mergedTextIsWhole() {
    for (boolean openMetrics : new boolean[] {false, true}) {
      TextFormat format = openMetrics ? Pages.OPEN_METRICS : Pages.PLAIN;
      MutatedPages pages = new MutatedPages(openMetrics ? 4 : 5);
      for (int i = 0; i < 3_000; i++) {
        String page = pages.next(openMetrics);
        MergedFamilies once = Pages.merge(format, TASK, page, pages.next(openMetrics));
        MergedFamilies twice = Pages.merge(format, TASK, Pages.text(once));
        assertEquals(Pages.text(once), Pages.text(twice), page);
        assertEquals(0, twice.invalid() + twice.conflicts(), page);
        assertEquals(once.merged(), twice.merged(), page);
        once.snapshots();
      }
    }
  }

  /** Each page in the other format, so that its families go through snapshots. */
  @Test
  void convertedTextIsWhole() {
    for (boolean openMetrics : new boolean[] {false, true}) {
      TextFormat written = openMetrics ? Pages.OPEN_METRICS : Pages.PLAIN;
      TextFormat wanted = openMetrics ? TextFormat.PLAIN : TextFormat.OPEN_METRICS;
      MutatedPages pages = new MutatedPages(openMetrics ? 6 : 7);
      for (int i = 0; i < 1_000; i++) {
        String page = pages.next(openMetrics);
        FamilyMerge merge = new FamilyMerge(wanted, new FamilyNames(), true, TASK, null);
        merge.add(Pages.scan(written, page));
        String once = Pages.text(merge.finish());
        MergedFamilies twice = Pages.merge(wanted, TASK, once);
        assertEquals(once, Pages.text(twice), page);
        assertEquals(0, twice.invalid() + twice.conflicts(), page);
      }
    }
  }

  private static byte[] merge(TextFormat format, String page, String other) {
    FamilyNames agents = new FamilyNames();
    agents.add(MetricSnapshots.of(GaugeSnapshot.builder().name("jobs").build()));
    FamilyMerge merge = new FamilyMerge(format, agents, false, TASK, null);
    merge.add(Pages.scan(format, page));
    merge.add(Pages.scan(format, other));
    String end = format.openMetrics ? "# EOF\n" : "";
    return (Pages.text(merge.finish()) + end).getBytes(UTF_8);
  }
}
