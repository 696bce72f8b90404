package io.github.ecsmetrics.agent.http;

import io.prometheus.metrics.exporter.httpserver.MetricsHandler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.registry.PrometheusScrapeRequest;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.util.function.Predicate;

/**
 * Metrics as text, written by client_java's {@code MetricsHandler} into memory.
 *
 * <p>The handler sees a request that cannot lead it astray: no method but {@code GET}, no protobuf
 * (its writer is not there), no {@code debug=}, no compression (with it, a failure comes too late
 * for a status). Whatever it answers but 200 becomes an exception here, since its own error bodies
 * are stack traces.
 */
final class Exposition {
  private final Chosen chosen;
  private final MetricsHandler handler;

  Exposition(PrometheusRegistry registry) {
    chosen = new Chosen(registry);
    handler = new MetricsHandler(chosen);
  }

  /** Writes these. */
  synchronized ScrapeExchange write(MetricSnapshots snapshots, boolean openMetrics)
      throws IOException {
    chosen.snapshots = snapshots;
    return handle("", openMetrics);
  }

  /**
   * Writes those of the registry that are asked for.
   *
   * @param names from {@link NameFilter}, not empty
   */
  synchronized ScrapeExchange write(String names, boolean openMetrics) throws IOException {
    return handle(names, openMetrics);
  }

  private ScrapeExchange handle(String names, boolean openMetrics) throws IOException {
    ScrapeExchange exchange = new ScrapeExchange(names, openMetrics);
    handler.handle(exchange);
    if (exchange.getResponseCode() != 200) throw new IOException(exchange.firstLine());
    return exchange;
  }

  /** What the handler takes for its registry. */
  private static final class Chosen extends PrometheusRegistry {
    private final PrometheusRegistry registry;
    private MetricSnapshots snapshots;

    Chosen(PrometheusRegistry registry) {
      this.registry = registry;
    }

    @Override
    public MetricSnapshots scrape(PrometheusScrapeRequest request) {
      return snapshots;
    }

    @Override
    public MetricSnapshots scrape(Predicate<String> names, PrometheusScrapeRequest request) {
      return registry.scrape(names, request);
    }
  }
}
