package io.github.ecsmetrics.agent.families;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;

/** The meters of a Spring Boot service with some 2,000 series, as its actuator names them. */
final class SpringBootMeters {
  private static final int SERIES = 2_000;
  private static final String[] STATUS = {"200", "201", "400", "404", "500"};
  private static final String[] OUTCOME = {
    "SUCCESS", "SUCCESS", "CLIENT_ERROR", "CLIENT_ERROR", "SERVER_ERROR"
  };
  private static final String[] METHOD = {"GET", "POST", "PUT", "DELETE"};

  private SpringBootMeters() {}

  /**
   * @param histogram whether requests have {@code
   *     management.metrics.distribution.percentiles-histogram}; otherwise they have a count, a sum
   *     and a maximum
   */
  static PrometheusMeterRegistry registry(boolean histogram) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.config().commonTags("application", "orders");
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    for (String pool : new String[] {"orders", "reports"}) hikari(registry, pool);
    for (String level : new String[] {"trace", "debug", "info", "warn", "error"}) {
      Counter.builder("logback.events").tag("level", level).register(registry).increment(17);
    }
    for (int i = 0; series(registry) < SERIES; i++) request(registry, histogram, i);
    return registry;
  }

  private static void hikari(PrometheusMeterRegistry registry, String pool) {
    for (String name : new String[] {"", ".idle", ".active", ".pending", ".max", ".min"}) {
      Gauge.builder("hikaricp.connections" + name, () -> 10).tag("pool", pool).register(registry);
    }
    for (String name : new String[] {".creation", ".acquire", ".usage"}) {
      Timer.builder("hikaricp.connections" + name)
          .tag("pool", pool)
          .register(registry)
          .record(Duration.ofMillis(3));
    }
  }

  private static void request(PrometheusMeterRegistry registry, boolean histogram, int i) {
    int kind = i % STATUS.length;
    Timer.Builder timer =
        Timer.builder("http.server.requests")
            .tags(
                Tags.of(
                    "error",
                    "none",
                    "exception",
                    "none",
                    "method",
                    METHOD[i % METHOD.length],
                    "outcome",
                    OUTCOME[kind],
                    "status",
                    STATUS[kind],
                    "uri",
                    "/api/v1/customers/{customerId}/orders/" + i));
    if (histogram) timer.publishPercentileHistogram();
    Timer registered = timer.register(registry);
    for (int n = 1; n < 100; n++) registered.record(Duration.ofMillis(n * n % 1_000));
  }

  private static long series(PrometheusMeterRegistry registry) {
    return registry.scrape().lines().filter(line -> !line.startsWith("#")).count();
  }
}
