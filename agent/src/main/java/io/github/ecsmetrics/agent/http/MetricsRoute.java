package io.github.ecsmetrics.agent.http;

import io.prometheus.metrics.model.registry.MultiCollector;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code /metrics}. Separate from {@link Scrape} so that no class of client_java loads before the
 * first scrape.
 */
final class MetricsRoute {
  private final Supplier<List<MultiCollector>> collectors;
  private Scrape scrape;

  MetricsRoute(Supplier<List<MultiCollector>> collectors) {
    this.collectors = collectors;
  }

  Response render(Request request) throws IOException {
    return scrape().render(request);
  }

  /** Creates them with the first call. */
  List<MultiCollector> collectors() {
    return collectors.get();
  }

  private synchronized Scrape scrape() {
    if (scrape == null) scrape = new Scrape(collectors.get());
    return scrape;
  }
}
