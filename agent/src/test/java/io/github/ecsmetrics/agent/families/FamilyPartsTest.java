package io.github.ecsmetrics.agent.families;

import static io.github.ecsmetrics.agent.families.Pages.assertMerged;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import org.junit.jupiter.api.Test;

/** Families whose lines stand in several places of one page. */
class FamilyPartsTest {
  private static final Labels NONE = Labels.EMPTY;

  private static final Labels TASK = Labels.of("task_family", "orders", "task_revision", "7");

  /** As Micrometer writes its LongTaskTimer over simpleclient, and Prometheus accepts it. */
  @Test
  void partsOfAFamilyAreMerged() {
    String page =
        """
        # TYPE a gauge
        a{c="1"} 1
        b{c="1"} 2
        a{c="2"} 3
        b{c="2"} 4
        a{c="1"} 5
        """;
    assertMerged(
        """
        # TYPE a gauge
        a{c="1"} 1
        a{c="2"} 3
        b{c="1"} 2
        b{c="2"} 4
        """,
        NONE,
        page);
    FamilyNames agents = new FamilyNames();
    agents.add(MetricSnapshots.of(GaugeSnapshot.builder().name("a").build()));
    FamilyMerge merge = new FamilyMerge(Pages.PLAIN, agents, true, NONE, null);
    merge.add(Pages.scan(Pages.PLAIN, page));
    MergedFamilies merged = merge.finish();
    assertEquals("b{c=\"1\"} 2\nb{c=\"2\"} 4\n", Pages.text(merged));
    assertEquals(1, merged.merged());
    assertEquals(1, merged.conflicts());
  }

  @Test
  void partsOfAMetricAreMergedAsOne() {
    String page =
        """
        # TYPE a summary
        a{c="1",quantile="0.5"} 1
        b{task_revision="7"} 2
        a{c="1",task_family="orders",quantile="0.9"} 3
        b{d="e"} 4
        b{task_family="orders"} 5
        """;
    assertMerged(
        """
        # TYPE a summary
        a{task_family="orders",task_revision="7",c="1",quantile="0.5"} 1
        a{task_revision="7",c="1",task_family="orders",quantile="0.9"} 3
        b{task_family="orders",task_revision="7"} 2
        b{task_family="orders",task_revision="7",d="e"} 4
        """,
        TASK,
        page,
        page);
  }

  @Test
  void partOfACounterHasNoSeriesTwice() {
    String page = "# TYPE a_total counter\na_total 1\nb 1\na_total 2\na_total{c=\"d\"} 3\n";
    assertEquals(
        "# TYPE a_total counter\na_total 1\na_total{c=\"d\"} 3\nb 1\n",
        Pages.text(Pages.merge(Pages.OPEN_METRICS, NONE, page)));
  }

  @Test
  void partWithAFlawSpoilsNoOtherPart() {
    assertMerged(
        "b 1\nb{c=\"d\"} 4\na{c=\"1\"} 3\na{c=\"2\"} 5\n",
        NONE,
        """
        a{c="1"} 1
        a x
        b 1
        a{c="1"} 3
        b{c="d"} 4
        a{c="1"} 6
        a{c="2"} 5
        """);
  }
}
