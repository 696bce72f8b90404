package io.github.ecsmetrics.it.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Profile;
import io.github.ecsmetrics.it.Promtool;
import io.github.ecsmetrics.it.RunningJvm;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Client libraries in their default registries, beside the one that the agent has for itself. */
class PlainProgramsIT {
  private static final String OPEN_METRICS =
      "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8";
  private static final String TEXT = "text/plain;version=0.0.4;escaping=allow-utf-8";

  private MetadataEndpoint endpoint;

  @BeforeEach
  void start() throws Exception {
    endpoint = MetadataEndpoint.fargate();
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {Programs.OLDEST, Programs.BEFORE_UTF8, Programs.NEWEST})
  void everyTypeOfClientJavaIsThere(String version) throws Exception {
    if (!version.equals(Programs.NEWEST)) Profile.MATRIX.assume();
    try (RunningJvm jvm = start(Programs.clientJava(version))) {
      String text = jvm.get("/metrics").text();
      Promtool.checkMetrics(text);
      Page page = Page.parse(text);
      assertEquals(3, page.value("orders_placed_total", "kind=b2b", "task_revision=7"));
      assertEquals("counter", page.types().get("orders_placed_total"));
      assertEquals(0, page.value("order_seconds_bucket", "le=0.1", "task_revision=7"));
      assertEquals(1, page.value("order_seconds_bucket", "le=0.25", "task_revision=7"));
      assertEquals("histogram", page.types().get("order_seconds"));
      assertEquals(1, page.value("order_bytes_bucket", "le=+Inf"));
      assertEquals(7, page.value("order_lines", "quantile=0.5", "container_name=app"));
      assertEquals("summary", page.types().get("order_lines"));
      assertEquals(1, page.value("shop_info", "version=1.2\\n\\\"3\\\"", "task_family=orders"));
      assertEquals(1, page.value("shop_state", "shop_state=open", "task_family=orders"));
      assertEquals(Double.NaN, page.value("orders_ratio", "task_family=orders"));
      assertEquals(2, page.value("orders_open", "task_family=orders"));
      assertEquals(5, page.value("ee_orders", "task_family=orders"));
      assertEquals(1, page.value("orders_by_family", "task_family=mine", "task_revision=7"));
      // The agent's own, not the application's.
      assertEquals(0.5, page.value("ee_task_cpu_limit"));
      assertEquals(List.of(), page.all("jvm_memory_used_bytes", "id=Eden"));
      assertEquals(2, page.value("ee_app_metrics_families", "outcome=conflict"));
      assertEquals(0, page.value("ee_app_metrics_families", "outcome=invalid"));
      assertEquals("", jvm.stderr());
    }
  }

  @Test
  void openMetricsHasExemplarsAndNamesInUtf8() throws Exception {
    try (RunningJvm jvm = start(Programs.clientJava(Programs.NEWEST))) {
      String text = jvm.get("/metrics", "Accept", OPEN_METRICS).text();
      assertTrue(text.endsWith("\n# EOF\n"), text);
      assertEquals(text.length() - "# EOF\n".length(), text.indexOf("# EOF"));
      Page page = Page.parse(text);
      String trace = "trace_id=\"4bf92f3577b34da6a3ce929d0e0e4736\"";
      assertTrue(page.one("orders_placed_total", "kind=b2b").exemplar().contains(trace));
      assertTrue(page.one("order_seconds_bucket", "le=0.25").exemplar().contains(trace));
      assertUtf8(page);
      assertUtf8(Page.parse(jvm.get("/metrics", "Accept", TEXT).text()));
    }
  }

  private static void assertUtf8(Page page) {
    assertEquals(2, page.value("orders.open", "task_family=orders"), page.text());
    assertEquals(1, page.value("größe", "straße=süd", "task_family=orders"), page.text());
  }

  @Test
  void librariesOfSeveralVersionsInClassLoadersOfTheirOwn() throws Exception {
    try (RunningJvm jvm = start(Programs.isolated(Programs.OLDEST, Programs.NEWEST))) {
      String text = jvm.get("/metrics").text();
      Promtool.checkMetrics(text);
      Page page = Page.parse(text);
      assertEquals(1, page.all("orders_placed_total", "kind=b2b").size(), text);
      assertEquals(4, page.value("orders_placed_total", "kind=b2c"), text);
      assertEquals(1, page.value("cart_seconds_count", "task_family=orders"), text);
      assertEquals(7, page.value("cart_bytes", "quantile=0.5", "task_family=orders"), text);
      assertEquals(1, page.value("cart_info", "version=1", "task_family=orders"), text);
      assertEquals(5, page.value("ee_cart", "task_family=orders"), text);
      assertEquals(1, page.value("order_seconds_count"), text);
      assertEquals("", jvm.stderr());
    }
  }

  @Test
  void faultOfOneLibraryLeavesTheOther() throws Exception {
    try (RunningJvm jvm = start(Programs.isolated(Programs.NEWEST))) {
      jvm.writeLine("client_java throw");
      Page page =
          Page.parse(jvm.awaitMetrics(text -> !text.contains("order_seconds"), "one library"));
      assertEquals(4, page.value("orders_placed_total", "kind=b2c"), page.text());
      assertEquals(1, page.value("cart_seconds_count", "task_family=orders"), page.text());
      assertEquals(0, page.value("ee_app_metrics_success"));
      assertEquals(1, jvm.agentLines().size(), jvm.stderr());
    }
  }

  private RunningJvm start(JvmCommand command) throws Exception {
    RunningJvm jvm =
        command
            .endpoint(endpoint)
            .agentByEnvironment("startup.wait=20s", "app.metrics=auto", "app.metrics.timeout=20s")
            .start();
    jvm.awaitStdout("ready");
    jvm.awaitMetrics(text -> Page.parse(text).isWhole(), "all of both");
    return jvm;
  }
}
