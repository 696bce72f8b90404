package io.github.ecsmetrics.agent.families;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Metrics of client_java alone, with some 2,000 series. */
final class ClientJavaMetrics {
  private static final int SERIES = 2_000;

  private ClientJavaMetrics() {}

  /**
   * @param histogram whether requests have the default buckets; otherwise they have a count and a
   *     sum
   */
  static PrometheusRegistry registry(boolean histogram) {
    PrometheusRegistry registry = new PrometheusRegistry();
    for (int i = 0; i < 20; i++) {
      Gauge gauge =
          Gauge.builder().name("pool" + i + "_connections").labelNames("state").register(registry);
      gauge.labelValues("idle").set(7);
      gauge.labelValues("used").set(3);
      Counter counter = Counter.builder().name("jobs" + i).labelNames("result").register(registry);
      counter.labelValues("done").inc(1_234);
      counter.labelValues("failed").inc(1);
    }
    String[] labels = {"method", "outcome", "status", "uri"};
    int left = SERIES - 80;
    if (histogram) {
      Histogram time =
          Histogram.builder()
              .name("http_server_requests_seconds")
              .help("Requests.")
              .classicOnly()
              .labelNames(labels)
              .register(registry);
      for (int i = 0; i < left / 14; i++) {
        for (int n = 1; n < 100; n++) time.labelValues(values(i)).observe(n * n % 1_000 / 1e3);
      }
      return registry;
    }
    Summary time =
        Summary.builder()
            .name("http_server_requests_seconds")
            .help("Requests.")
            .labelNames(labels)
            .register(registry);
    for (int i = 0; i < left / 2; i++) {
      for (int n = 1; n < 100; n++) time.labelValues(values(i)).observe(n * n % 1_000 / 1e3);
    }
    return registry;
  }

  private static String[] values(int i) {
    return new String[] {"GET", "SUCCESS", "200", "/api/v1/customers/{customerId}/orders/" + i};
  }
}
