package io.github.ecsmetrics.agent.http;

import io.prometheus.metrics.exporter.httpserver.MetricsHandler;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.util.List;

/**
 * {@code /metrics?name[]=...}: some of the metrics, chosen and written by client_java's {@code
 * MetricsHandler} into memory.
 *
 * <p>The handler sees a request that cannot lead it astray: no method but {@code GET}, no protobuf
 * (its writer is not there), no {@code debug=}, no compression (with it, a failure comes too late
 * for a status). Whatever it answers but 200 becomes an exception here, since its own error bodies
 * are stack traces.
 */
final class NamedMetrics {
  private final MetricsHandler handler;

  NamedMetrics(List<MultiCollector> collectors) {
    PrometheusRegistry registry = new PrometheusRegistry();
    for (MultiCollector collector : collectors) registry.register(collector);
    handler = new MetricsHandler(registry);
  }

  /**
   * Writes those that are asked for.
   *
   * @param names from {@link NameFilter}
   */
  ScrapeExchange write(String names, boolean openMetrics) throws IOException {
    ScrapeExchange exchange = new ScrapeExchange(names, openMetrics);
    handler.handle(exchange);
    if (exchange.getResponseCode() != 200) throw new IOException(exchange.firstLine());
    return exchange;
  }
}
