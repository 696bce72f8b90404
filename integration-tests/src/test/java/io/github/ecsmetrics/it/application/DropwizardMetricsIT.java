package io.github.ecsmetrics.it.application;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.Libraries;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Profile;
import io.github.ecsmetrics.it.Promtool;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.Sources;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dropwizard's metrics in simpleclient's default registry, as its documentation has it. */
class DropwizardMetricsIT {
  private static final String[] LIBRARIES = {
    "io.prometheus:simpleclient_dropwizard:0.16.0",
    "io.prometheus:simpleclient_common:0.16.0",
    "io.dropwizard.metrics:metrics-core:4.2.28"
  };
  private static final String PROGRAM =
      """
      import com.codahale.metrics.MetricRegistry;
      import io.prometheus.client.CollectorRegistry;
      import io.prometheus.client.dropwizard.DropwizardExports;
      public class Shop {
        public static void main(String[] arguments) throws Exception {
          MetricRegistry metrics = new MetricRegistry();
          metrics.timer("shop.orders.requests").update(200, java.util.concurrent.TimeUnit.MILLISECONDS);
          metrics.counter("shop.orders-open").inc(2);
          metrics.meter("shop.orders.placed").mark(3);
          CollectorRegistry.defaultRegistry.register(new DropwizardExports(metrics));
          System.out.println("ready");
          while (System.in.read() >= 0) {}
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void everyKindIsThere() throws Exception {
    Profile.MATRIX.assume();
    List<Path> classPath = Libraries.of(LIBRARIES);
    Path classes = Sources.in(folder, 8).against(classPath).file("Shop.java", PROGRAM).compile();
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of("Shop")
                .classPath(List.of(classes))
                .classPath(classPath)
                .endpoint(endpoint)
                .agentByEnvironment(
                    "startup.wait=20s", "app.metrics=auto", "app.metrics.timeout=20s")
                .start()) {
      jvm.awaitStdout("ready");
      Page page = Merged.await(jvm, "shop_orders_open").page();
      assertEquals(2, page.value("shop_orders_open", "task_family=orders"));
      assertEquals(3, page.value("shop_orders_placed_total", "task_family=orders"));
      assertEquals(1, page.value("shop_orders_requests_count", "task_family=orders"));
      assertEquals(0.2, page.value("shop_orders_requests", "quantile=0.5", "task_family=orders"));
      assertEquals(0, page.value("ee_app_metrics_families", "outcome=invalid"), page.text());
      Promtool.checkSyntax(page.text());
      assertEquals(List.of(), jvm.agentLines());
    }
  }
}
