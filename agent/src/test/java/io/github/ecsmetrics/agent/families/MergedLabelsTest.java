package io.github.ecsmetrics.agent.families;

import static io.github.ecsmetrics.agent.families.Pages.assertMerged;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prometheus.metrics.model.snapshots.Labels;
import org.junit.jupiter.api.Test;

/** The labels that each series of a merged page gets. */
class MergedLabelsTest {
  private static final Labels NONE = Labels.EMPTY;

  private static final Labels TASK = Labels.of("task_family", "orders", "task_revision", "7");

  @Test
  void labelsAreAddedToEverySeries() {
    assertMerged(
        """
        # HELP a_seconds Time of a.
        # TYPE a_seconds histogram
        a_seconds_bucket{task_family="orders",task_revision="7",uri="/",le="0.1"} 1
        a_seconds_bucket{task_family="orders",task_revision="7",uri="/",le="+Inf"} 3
        a_seconds_count{task_family="orders",task_revision="7",uri="/"} 3
        a_seconds_sum{task_family="orders",task_revision="7",uri="/"} 1.5
        # TYPE b gauge
        b{task_family="orders",task_revision="7"} 1.0
        c{task_family="orders",task_revision="7"} 2
        {"d.e",task_family="orders",task_revision="7"} 3
        {"f.g",task_family="orders",task_revision="7","h.i"="j"} 4
        """,
        TASK,
        """
        # HELP a_seconds Time of a.
        # TYPE a_seconds histogram
        a_seconds_bucket{uri="/",le="0.1"} 1
        a_seconds_bucket{uri="/",le="+Inf"} 3
        a_seconds_count{uri="/"} 3
        a_seconds_sum{uri="/"} 1.5
        # TYPE b gauge
        b 1.0
        c{} 2
        {"d.e"} 3
        {"f.g","h.i"="j"} 4
        """);
  }

  @Test
  void withoutLabelsTheTextStaysAsItIs() {
    String page = "# TYPE a gauge\na 1\na{} 1\na{b=\"c\",} 2\n{\"a\",b=\"d\"} 3\n";
    assertMerged(page.replace("a{} 1\n", ""), NONE, page);
  }

  @Test
  void labelThatIsThereStays() {
    assertMerged(
        """
        a{task_revision="7",task_family="mine"} 1
        a{task_revision="7",b="c",task_family=""} 1
        a{task_family="mine",task_revision="1"} 1
        b{task_family="orders",task_revision="7",task_famil="x"} 1
        c{task_family="orders",task_revision="7",task_family_2="x"} 1
        d{task_family="orders",task_revision="7",x="task_family=,task_family=\\"y\\""} 1
        """,
        TASK,
        """
        a{task_family="mine"} 1
        a{b="c",task_family=""} 1
        a{task_family="mine",task_revision="1"} 1
        b{task_famil="x"} 1
        c{task_family_2="x"} 1
        d{x="task_family=,task_family=\\"y\\""} 1
        """);
  }

  @Test
  void seriesThatOnlyTheAddedLabelsToldApartIsThereOnce() {
    assertMerged(
        "a{task_family=\"orders\",task_revision=\"7\",b=\"c\"} 1\n",
        TASK,
        "a{b=\"c\"} 1\na{b=\"c\",task_family=\"orders\"} 2\n");
  }

  @Test
  void valuesOfAddedLabelsAreEscapedAndEmptyOnesLeftOut() {
    Labels labels = Labels.of("a", "\\ \" \n \u00e4", "b", "", "c.d", "e");
    assertMerged("x{a=\"\\\\ \\\" \\n \u00e4\",\"c.d\"=\"e\"} 1\n", labels, "x 1\n");
    MergedFamilies legacy = Pages.merge(TextFormat.PLAIN, labels, "x 1\n");
    assertEquals("x{a=\"\\\\ \\\" \\n \u00e4\",c_d=\"e\"} 1\n", Pages.text(legacy));
  }
}
