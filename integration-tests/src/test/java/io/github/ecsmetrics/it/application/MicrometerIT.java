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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Micrometer's registries for Prometheus in both packages, where an application may put them.
 * {@link LibraryVersionsIT} has more versions.
 */
class MicrometerIT {
  private static final String PROGRAM =
      """
      import io.micrometer.core.instrument.*;
      import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
      import PACKAGE.*;
      public class Shop {
        public static void main(String[] arguments) throws Exception {
          PrometheusMeterRegistry registry = new PrometheusMeterRegistry(ARGUMENTS);
          REGISTER;
          Timer.builder("orders").publishPercentiles(0.5).register(registry)
              .record(java.time.Duration.ofMillis(200));
          registry.counter("orders.placed", "kind", "b2b").increment(3);
          Gauge.builder("orders.waiting", () -> 7).register(registry);
          System.out.println("ready");
          while (System.in.read() >= 0) {}
        }
      }
      """;
  private static final String ALONE = "PrometheusConfig.DEFAULT";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "io.micrometer.prometheus, micrometer-registry-prometheus-simpleclient:1.17.2,"
        + " io.prometheus.client.CollectorRegistry.defaultRegistry",
    "io.micrometer.prometheusmetrics, micrometer-registry-prometheus:1.17.2,"
        + " io.prometheus.metrics.model.registry.PrometheusRegistry.defaultRegistry"
  })
  void registryOverTheLibrarysDefaultRegistryIsReadOnce(
      String registryPackage, String artifact, String registry) throws Exception {
    Profile.MATRIX.assume();
    String arguments = ALONE + ", " + registry + ", Clock.SYSTEM";
    assertRead("Metrics.addRegistry(registry)", arguments, registryPackage, artifact);
  }

  @Test
  void registryInACompositeOfTheGlobalOneIsFound() throws Exception {
    Profile.MATRIX.assume();
    String register =
        "CompositeMeterRegistry inner = new CompositeMeterRegistry();"
            + " inner.add(registry);"
            + " Metrics.addRegistry(inner)";
    assertRead(
        register,
        ALONE,
        "io.micrometer.prometheusmetrics",
        "micrometer-registry-prometheus:1.17.2");
  }

  /** The server has four threads, which a call that never returns would keep. */
  @Test
  void registryThatBlocksTheSearchLeavesTheAgentsPage() throws Exception {
    String register =
        "Metrics.addRegistry(new CompositeMeterRegistry() {"
            + " public java.util.Set<MeterRegistry> getRegistries() {"
            + " while (Thread.currentThread().getName().startsWith(\"ecs-\"))"
            + " java.util.concurrent.locks.LockSupport.park();"
            + " return super.getRegistries(); } })";
    List<Path> classPath = Libraries.of("io.micrometer:micrometer-registry-prometheus:1.17.2");
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            shop(register, ALONE, "io.micrometer.prometheusmetrics", classPath)
                .endpoint(endpoint)
                .agentByEnvironment("app.metrics=auto", "app.metrics.timeout=300ms")
                .start()) {
      jvm.awaitStdout("ready");
      jvm.awaitMetrics("ee_task_cpu_limit");
      for (int i = 0; i < 6; i++) {
        Page page = Page.parse(jvm.get("/metrics").text());
        assertEquals(0.5, page.value("ee_task_cpu_limit"));
        assertEquals(0, page.value("ee_app_metrics_success"), page.text());
      }
      assertEquals(
          List.of(
              "[ecs-metrics-agent] the application's metrics were not read: the registries in this"
                  + " JVM: timed out in Shop$1.getRegistries; the agent's own are served all the"
                  + " same"),
          jvm.agentLines());
    }
  }

  private void assertRead(
      String register, String arguments, String registryPackage, String artifact) throws Exception {
    List<Path> classPath = Libraries.of("io.micrometer:" + artifact);
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            shop(register, arguments, registryPackage, classPath)
                .endpoint(endpoint)
                .agentByEnvironment(
                    "startup.wait=20s", "app.metrics=auto", "app.metrics.timeout=20s")
                .start()) {
      jvm.awaitStdout("ready");
      Page page = Merged.await(jvm, "orders_placed_total").page();
      assertEquals(3, page.value("orders_placed_total", "kind=b2b", "task_revision=7"));
      assertEquals(7, page.value("orders_waiting", "task_revision=7"));
      assertEquals(1, page.value("orders_seconds_count", "task_revision=7"));
      assertEquals(1, page.all("orders_seconds", "quantile=0.5", "task_revision=7").size());
      assertEquals(4, page.value("ee_app_metrics_families", "outcome=merged"), page.text());
      assertEquals(0, page.value("ee_app_metrics_families", "outcome=conflict"), page.text());
      assertEquals(0, page.value("ee_app_metrics_families", "outcome=invalid"), page.text());
      Promtool.checkSyntax(page.text());
      assertEquals(List.of(), jvm.agentLines());
    }
  }

  private JvmCommand shop(
      String register, String arguments, String registryPackage, List<Path> classPath)
      throws Exception {
    String program =
        PROGRAM
            .replace("PACKAGE", registryPackage)
            .replace("ARGUMENTS", arguments)
            .replace("REGISTER", register);
    Path classes = Sources.in(folder, 8).against(classPath).file("Shop.java", program).compile();
    return JvmCommand.of("Shop").classPath(List.of(classes)).classPath(classPath);
  }
}
