package io.github.ecsmetrics.it.application;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Profile;
import io.github.ecsmetrics.it.Program;
import io.github.ecsmetrics.it.PrometheusServer;
import io.github.ecsmetrics.it.RunningJvm;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus stores what plain programs have, by every protocol. */
class PrometheusScrapesIT {
  private static final String TASK = "task_family='orders',task_revision='7',container_name='app'";

  @TempDir Path folder;

  @Test
  void everyTypeOfOneLibrary() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = start(Programs.clientJava(Programs.NEWEST), endpoint);
        PrometheusServer prometheus = Protocols.start(folder, jvm.port())) {
      awaitInAll(prometheus, "up == 1");
      awaitInAll(prometheus, "orders_placed_total{kind='b2b'," + TASK + "} == 3");
      awaitInAll(prometheus, "order_seconds_bucket{le='0.25'," + TASK + "} == 1");
      awaitInAll(prometheus, "order_bytes_count{" + TASK + "} == 1");
      awaitInAll(prometheus, "order_lines{quantile='0.5'," + TASK + "} == 7");
      awaitInAll(prometheus, "shop_info{version='1.2\\n\"3\"'," + TASK + "} == 1");
      awaitInAll(prometheus, "shop_state{shop_state='open'," + TASK + "} == 1");
      awaitInAll(prometheus, "orders_ratio{" + TASK + "} != orders_ratio");
      awaitInAll(prometheus, "ee_orders{" + TASK + "} == 5");
      awaitInAll(prometheus, "ee_task_cpu_limit == 0.5");
      // Only two of the protocols have names in UTF-8.
      prometheus.await(2, "{\"orders.open\"," + TASK + "} == 2");
      prometheus.await(2, "{\"größe\",\"straße\"='süd'," + TASK + "} == 1");
      prometheus.await(2, "orders_open{job=~'old-text|legacy'," + TASK + "} == 2");
      jvm.await(
          () ->
              prometheus.exemplars("order_seconds_bucket").size() > 0
                  && prometheus.exemplars("orders_placed_total").size() > 0,
          "exemplars of a histogram and a counter");
      assertEquals(
          "00f067aa0ba902b7", prometheus.exemplars("orders_placed_total").get(0).get("span_id"));
      assertEquals("", prometheus.warnings());
    }
  }

  @Test
  void threeLibrariesThatHaveFamiliesInCommon() throws Exception {
    Profile.MATRIX.assume();
    JvmCommand command = Programs.isolated(Programs.OLDEST, Programs.BEFORE_UTF8, Programs.NEWEST);
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = start(command, endpoint);
        PrometheusServer prometheus = Protocols.start(folder, jvm.port())) {
      awaitInAll(prometheus, "up == 1");
      awaitInAll(prometheus, "orders_placed_total{kind='b2c'," + TASK + "} == 4");
      awaitInAll(prometheus, "orders_placed_total{kind='b2b'," + TASK + "}");
      awaitInAll(prometheus, "cart_seconds_bucket{le='0.25'," + TASK + "} == 1");
      awaitInAll(prometheus, "count by (job) (count_over_time(up[1m]) > 3)");
      assertEquals("", prometheus.warnings());
    }
  }

  private static void awaitInAll(PrometheusServer prometheus, String promql) throws Exception {
    prometheus.await(Protocols.COUNT, promql);
  }

  private static RunningJvm start(JvmCommand command, MetadataEndpoint endpoint) throws Exception {
    Program.onPath("prometheus");
    RunningJvm jvm =
        command
            .endpoint(endpoint)
            .agentByEnvironment("startup.wait=20s", "app.metrics=auto")
            .start();
    jvm.awaitStdout("ready");
    jvm.awaitMetrics(text -> Page.parse(text).isWhole(), "all of both");
    return jvm;
  }
}
