package io.github.ecsmetrics.it.application;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.PrometheusServer;
import io.github.ecsmetrics.it.Promtool;
import io.github.ecsmetrics.it.RunningJvm;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * The agent's page with the metrics of an application that uses Micrometer.
 *
 * @param page as it was when everything was on it for the first time
 */
record Merged(RunningJvm jvm, Page page) {
  /** What Micrometer's binders have of the families that the agent serves. */
  private static final Set<String> AGENTS =
      Set.of(
          "jvm_memory_used_bytes",
          "jvm_memory_committed_bytes",
          "jvm_memory_max_bytes",
          "process_start_time_seconds");

  /** Waits until all was read, and a series of that name is on the page. */
  static Merged await(RunningJvm jvm, String name) throws InterruptedException {
    String text =
        jvm.awaitMetrics(
            each -> each.contains("\n" + name + "{") && Page.parse(each).isWhole(), name);
    return new Merged(jvm, Page.parse(text));
  }

  /** Fails unless the series of the application's own page are there, with the task's labels. */
  void assertHasAllOf(String own) throws InterruptedException {
    Page.parse(jvm.get("/metrics").text()).assertHasAllOf(Page.parse(own), AGENTS);
  }

  /** Micrometer has them by pool as well, so that a sum over both would count twice. */
  void assertAgentsFamiliesAreItsOwn() {
    assertEquals(2, page.all("jvm_memory_used_bytes").size(), page.text());
    for (Page.Series each : page.all("jvm_memory_used_bytes")) {
      Set<String> labels = new TreeSet<>(each.labels().keySet());
      labels.removeAll(Page.ADDED);
      assertEquals(Set.of("area"), labels, page.text());
    }
    int conflicts = AGENTS.size();
    assertEquals(conflicts, page.value("ee_app_metrics_families", "outcome=conflict"));
    assertEquals(0, page.value("ee_app_metrics_families", "outcome=invalid"));
  }

  /**
   * Fails unless promtool accepts the page, and Prometheus stores the application's series beside
   * the agent's.
   *
   * @param count the name of a counter of requests
   * @param uri its label
   */
  void assertStored(String count, String uri, Path folder) throws Exception {
    Promtool.checkSyntax(page.text());
    try (PrometheusServer prometheus = Protocols.start(folder, jvm.port())) {
      awaitStored(prometheus, count, uri);
    }
  }

  static void awaitStored(PrometheusServer prometheus, String count, String uri) throws Exception {
    String labels = ",container_name='app',task_family='orders',task_revision='7'}";
    prometheus.await(Protocols.COUNT, "up == 1");
    prometheus.await(Protocols.COUNT, count + "{uri='" + uri + "'" + labels + " == 1");
    prometheus.await(2 * Protocols.COUNT, "jvm_memory_used_bytes");
  }
}
