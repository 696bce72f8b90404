package io.github.ecsmetrics.it.application;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Profile;
import io.github.ecsmetrics.it.Promtool;
import io.github.ecsmetrics.it.RunningJvm;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The settings of the merge, with the program that has two of the agent's families. */
class MergeSettingsIT {
  @Test
  void applicationsFamilyReplacesTheAgentsUnlessItIsOfTheTask() throws Exception {
    Page page = page("app.metrics.conflicts=app");
    assertEquals(1, page.value("jvm_memory_used_bytes", "id=Eden", "task_family=orders"));
    assertEquals(1, page.all("jvm_memory_used_bytes").size(), page.text());
    assertEquals(0.5, page.value("ee_task_cpu_limit"));
  }

  @Test
  void labelsAreNotAddedIfTheyAreNotWanted() throws Exception {
    Profile.MATRIX.assume();
    Page page = page("app.metrics.labels=false");
    assertEquals(
        Map.of("kind", "b2b"), page.one("orders_placed_total", "kind=b2b").labels(), page.text());
    assertEquals(Map.of(), page.one("ee_orders").labels(), page.text());
  }

  @Test
  void labelsOfTheUserAreAddedAsWell() throws Exception {
    Profile.MATRIX.assume();
    Page page = page("labels=team:a");
    Set<String> expected =
        Set.of("container_id", "container_name", "task_family", "task_revision", "team", "kind");
    assertEquals(expected, page.one("orders_placed_total").labels().keySet(), page.text());
    assertEquals("mine", page.one("orders_by_family").labels().get("task_family"));
  }

  private static Page page(String setting) throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            Programs.clientJava(Programs.NEWEST)
                .endpoint(endpoint)
                .agentByEnvironment(
                    "startup.wait=20s", "app.metrics=auto", "app.metrics.timeout=20s", setting)
                .start()) {
      jvm.awaitStdout("ready");
      String text = jvm.awaitMetrics(each -> Page.parse(each).isWhole(), "all of both");
      Promtool.checkMetrics(text);
      assertEquals(List.of(), jvm.agentLines());
      return Page.parse(text);
    }
  }
}
