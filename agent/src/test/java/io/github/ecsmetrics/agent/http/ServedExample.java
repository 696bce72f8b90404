package io.github.ecsmetrics.agent.http;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;

/** Something to serve: two metrics and two raw bodies. */
final class ServedExample {
  static final String METRICS_TEXT =
      """
      # HELP example_bytes Bytes.
      # TYPE example_bytes gauge
      example_bytes 512.0
      # HELP things_total Things.
      # TYPE things_total counter
      things_total 3.0
      """;

  static final String METRICS_OPEN =
      """
      # TYPE example_bytes gauge
      # HELP example_bytes Bytes.
      example_bytes 512.0
      # TYPE things counter
      # HELP things Things.
      things_total 3.0
      # EOF
      """;

  volatile byte[] task;
  volatile byte[] stats;

  ServedExample polled() {
    task = "{\"Family\": \"web\",\u00a0\"Containers\":[]}".getBytes(StandardCharsets.UTF_8);
    stats = "{\"4e2f\" : null}\n\n".getBytes(StandardCharsets.UTF_8);
    return this;
  }

  /** A server on a free port. */
  MetricsServer serve() {
    return serve(ServerSettings.of("127.0.0.1", 0, true));
  }

  MetricsServer serve(ServerSettings settings) {
    MetricsServer server =
        new MetricsServer(settings, () -> task, () -> stats, ServedExample::registry);
    server.open();
    return server;
  }

  static PrometheusRegistry registry() {
    PrometheusRegistry registry = new PrometheusRegistry();
    Counter.builder().name("things_total").help("Things.").register(registry).inc(3);
    Gauge.builder().name("example_bytes").help("Bytes.").register(registry).set(512);
    return registry;
  }
}
