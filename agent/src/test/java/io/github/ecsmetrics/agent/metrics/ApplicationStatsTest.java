package io.github.ecsmetrics.agent.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ApplicationStatsTest {
  private static final String LABELS =
      "container_id=\"a\",container_name=\"web\",task_family=\"f\",task_revision=\"1\"";

  private final ExampleTask task = new ExampleTask();
  private final ApplicationStats stats = new ApplicationStats(task.monitor, null);

  @Test
  void beforeASourceIsFoundThereIsNothing() {
    assertEquals("", Exposition.text(stats.collect()));
  }

  @Test
  void seriesHaveTheLabelsOfTheOwnContainerOnceItIsKnown() throws Exception {
    stats.read(true);
    assertEquals("ee_app_metrics_success 1.0", samples());

    task.poll(ExampleTask.container("a", "web", "RUNNING"), "{}");
    stats.families(61, 3, 1);
    stats.read(false);

    assertEquals(
        String.join(
            "\n",
            "ee_app_metrics_families{" + withOutcome("conflict") + "} 3.0",
            "ee_app_metrics_families{" + withOutcome("invalid") + "} 1.0",
            "ee_app_metrics_families{" + withOutcome("merged") + "} 61.0",
            "ee_app_metrics_success{" + LABELS + "} 0.0"),
        samples());
  }

  @Test
  void whenTheLastRegistryLeavesBothAreAbsent() {
    stats.read(true);
    stats.families(1, 0, 0);
    stats.nothingFound();
    assertEquals("", Exposition.text(stats.collect()));
  }

  private static String withOutcome(String outcome) {
    return LABELS.replace(",task_family", ",outcome=\"" + outcome + "\",task_family");
  }

  private String samples() {
    return String.join(
        "\n",
        Exposition.text(stats.collect())
            .lines()
            .filter(line -> !line.startsWith("#"))
            .sorted()
            .toList());
  }
}
