package io.github.ecsmetrics.agent.families;

import static io.github.ecsmetrics.agent.families.Pages.assertMerged;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prometheus.metrics.model.registry.MetricNameFilter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class FamilyMergeTest {
  private static final Labels NONE = Labels.EMPTY;

  private static final Labels TASK = Labels.of("task_family", "orders", "task_revision", "7");

  private final FamilyNames agents = new FamilyNames();

  /** Seen elsewhere: istio/istio#54986, Freika/dawarich#3304. */
  @Test
  void sameSeriesTwiceIsThereOnce() {
    assertMerged(
        "a{b=\"1\",c=\"2\"} 1\na{b=\"12\"} 3\na 4\n",
        NONE,
        "a{b=\"1\",c=\"2\"} 1\na{c=\"2\",b=\"1\"} 2\na{b=\"12\"} 3\na{b=\"12\",d=\"\"} 3\na 4\na{} 5\n");
  }

  @Test
  void pagesWithOneFamilyGiveTheMetricsOfBoth() {
    String first =
        """
        # HELP a First.
        # TYPE a histogram
        a_bucket{uri="/",le="1"} 1
        a_bucket{uri="/",le="+Inf"} 1
        a_count{uri="/"} 1
        """;
    String second =
        """
        # HELP a Second.
        # TYPE a histogram
        a_bucket{uri="/",le="2"} 2
        a_bucket{uri="/",le="+Inf"} 2
        a_count{uri="/"} 2
        a_bucket{uri="/x",le="+Inf"} 3
        a_count{uri="/x"} 3
        """;
    assertMerged(
        first + "a_bucket{uri=\"/x\",le=\"+Inf\"} 3\na_count{uri=\"/x\"} 3\n", NONE, first, second);
    MergedFamilies merged = Pages.merge(Pages.PLAIN, TASK, first, second, second);
    assertEquals(1, merged.merged());
    assertEquals(7, Pages.text(merged).lines().count());
  }

  @Test
  void familyOfAnotherTypeIsLeftOut() {
    MergedFamilies merged =
        Pages.merge(
            Pages.PLAIN,
            NONE,
            "# TYPE a gauge\na 1\n",
            "# TYPE a summary\na_count 1\n# TYPE b_total counter\nb_total 1\n",
            "# TYPE b_total gauge\nb_total 1\n# TYPE a_count gauge\na_count 1\n");
    assertEquals(
        "# TYPE a gauge\na 1\n# TYPE b_total counter\nb_total 1\n# TYPE a_count gauge\na_count 1\n",
        Pages.text(merged));
    assertEquals(3, merged.merged());
    assertEquals(2, merged.conflicts());
    assertEquals(0, merged.invalid());
  }

  @Test
  void agentsFamilyIsKept() {
    agents.add(agents());
    MergedFamilies merged = merge(true, null, page());
    assertEquals("# TYPE free gauge\nfree 1\n", Pages.text(merged));
    assertEquals(1, merged.merged());
    assertEquals(5, merged.conflicts());
    assertEquals(Set.of(), merged.replaced());
  }

  @Test
  void applicationsFamilyIsKeptButForTheReserved() {
    agents.add(agents());
    MergedFamilies merged = merge(false, null, page());
    assertEquals(
        page().replace("# TYPE ee_own gauge\nee_own 1\n", "").replace("again 1\n", ""),
        Pages.text(merged));
    assertEquals(Set.of("jvm_memory_used_bytes", "calls", "jvm", "time_count"), merged.replaced());
    assertEquals(1, merged.conflicts());
  }

  private static MetricSnapshots agents() {
    return MetricSnapshots.of(
        GaugeSnapshot.builder().name("jvm_memory_used_bytes").build(),
        GaugeSnapshot.builder().name("ee_own").build(),
        GaugeSnapshot.builder().name("time_count").build(),
        CounterSnapshot.builder().name("calls").build(),
        InfoSnapshot.builder().name("jvm").build());
  }

  private static String page() {
    return """
        # TYPE jvm_memory_used_bytes gauge
        jvm_memory_used_bytes{id="x"} 1
        # TYPE ee_own gauge
        ee_own 1
        # TYPE time histogram
        time_bucket{le="+Inf"} 1
        time_count 1
        # TYPE calls_total counter
        calls_total 1
        # TYPE jvm_info gauge
        jvm_info 1
        # TYPE free gauge
        free 1
        """;
  }

  @Test
  void familyThatIsLeftOutReplacesNothing() {
    agents.add(agents());
    assertEquals(Set.of(), merge(false, null, "calls_total x\n").replaced());
    assertEquals(Set.of(), merge(false, name -> false, "calls_total 1\n").replaced());
    MergedFamilies second = merge(false, null, "# TYPE calls_x counter\ncalls_x_total 1\n");
    assertEquals(Set.of(), second.replaced());
  }

  @Test
  void namesThatTheAgentHadOnceStayItsOwn() {
    agents.add(agents());
    agents.add(new MetricSnapshots());
    agents.add(MetricSnapshots.of(HistogramSnapshot.builder().name("h").build()));
    assertEquals(2, merge(true, null, "calls 1\nh_sum 1\n").conflicts());
  }

  @Test
  void filterSelectsByCanonicalName() {
    Predicate<String> names = MetricNameFilter.builder().nameMustBeEqualTo("a_total", "b").build();
    String page = "# TYPE a_total counter\na_total 1\nb 1\nc 1\n";
    MergedFamilies merged = merge(true, names, page);
    assertEquals("# TYPE a_total counter\na_total 1\nb 1\n", Pages.text(merged));
    assertEquals(0, merged.conflicts());
  }

  /** As Go's runtime has them: {@code go_memstats_alloc_bytes} and {@code ..._total}. */
  @Test
  void plainTextHasACounterBesideAGaugeOfItsName() {
    String page = "# TYPE a gauge\na 1\n# TYPE a_total counter\na_total 2\n";
    assertMerged(page, NONE, page, page);
    String gauge = "# TYPE a gauge\na 1\n";
    MergedFamilies merged =
        Pages.merge(Pages.OPEN_METRICS, NONE, gauge, "# TYPE a counter\na_total 2\n");
    assertEquals(gauge, Pages.text(merged));
    assertEquals(1, merged.conflicts());
  }

  @Test
  void metricsOnTheApplicationAreReservedFromTheFirstReadOn() {
    for (boolean agentWins : new boolean[] {true, false}) {
      MergedFamilies merged =
          merge(
              agentWins,
              null,
              "ee_app_metrics_success 1\nee_app_metric 1\n# TYPE ee_app_metrics summary\nee_app_metrics 1\n");
      assertEquals("ee_app_metric 1\n", Pages.text(merged));
      assertEquals(2, merged.conflicts());
    }
  }

  @Test
  void familyThatMakesTheTextLargerThan16MibIsLeftOut() {
    agents.add(MetricSnapshots.of(GaugeSnapshot.builder().name("more").build()));
    FamilyMerge merge = new FamilyMerge(Pages.PLAIN, agents, false, NONE, null);
    for (int i = 10; i < 25; i++) merge.add(Pages.scan(Pages.PLAIN, line("a" + i, 1 << 20)));
    merge.add(Pages.scan(Pages.PLAIN, line("b", (1 << 20) + 1)));
    merge.add(Pages.scan(Pages.PLAIN, line("c", 1 << 20)));
    merge.add(Pages.scan(Pages.PLAIN, "more 1\n"));
    MergedFamilies merged = merge.finish();
    assertEquals(16 << 20, merged.text().length);
    assertEquals(16, merged.merged());
    assertEquals(2, merged.invalid());
    assertEquals(Set.of(), merged.replaced());
  }

  private static String line(String name, int length) {
    String around = "{x=\"\"} 1\n";
    String value = "v".repeat(length - name.length() - around.length());
    return name + around.replace("\"\"", "\"" + value + "\"");
  }

  @Test
  void orderIsThatOfThePages() {
    assertMerged("b 1\na 1\nd 1\nc 1\n", NONE, "b 1\na 1\n", "d 1\na 2\nc 1\n");
  }

  /** Seen elsewhere: istio/istio#43403, the target was down. */
  @Test
  void openMetricsKeepsExemplarsAndTimestampsAndLosesItsEnd() {
    assertEquals(
        """
        # TYPE a_seconds counter
        # UNIT a_seconds seconds
        a_seconds_total{task_family="orders",task_revision="7",b="c"} 1 1.5 # {trace_id="x"} 1 1.5
        a_seconds_created{task_family="orders",task_revision="7",b="c"} 1.5
        """,
        Pages.text(
            Pages.merge(
                Pages.OPEN_METRICS,
                TASK,
                """
                # TYPE a_seconds counter
                # UNIT a_seconds seconds
                a_seconds_total{b="c"} 1 1.5 # {trace_id="x"} 1 1.5
                a_seconds_created{b="c"} 1.5
                # EOF
                """)));
  }

  @Test
  void blanksAroundALineAreDropped() {
    assertMerged(
        "a{task_family=\"orders\",task_revision=\"7\", b = \"c\" ,}  1\n",
        TASK,
        "\t a{ b = \"c\" ,}  1 \t\n\n");
  }

  @Test
  void noPagesGiveNothing() {
    MergedFamilies merged = merge(true, null);
    assertArrayEquals(new byte[0], merged.text());
    assertEquals(0, merged.merged());
    assertEquals(0, merged.snapshots().size());
    assertArrayEquals(new byte[0], MergedFamilies.NONE.text());
    assertEquals(0, MergedFamilies.NONE.snapshots().size());
  }

  private MergedFamilies merge(boolean agentWins, Predicate<String> names, String... pages) {
    FamilyMerge merge = new FamilyMerge(Pages.PLAIN, agents, agentWins, NONE, names);
    for (String page : pages) merge.add(Pages.scan(Pages.PLAIN, page));
    return merge.finish();
  }
}
