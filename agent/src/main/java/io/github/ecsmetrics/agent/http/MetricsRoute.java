package io.github.ecsmetrics.agent.http;

import io.prometheus.metrics.model.registry.MultiCollector;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** {@code /metrics}: nothing of client_java is loaded before its first request. */
final class MetricsRoute {
  private final Supplier<List<MultiCollector>> collectors;
  private Scrape scrape;

  MetricsRoute(Supplier<List<MultiCollector>> collectors) {
    this.collectors = collectors;
  }

  Response answer(Request request) throws IOException {
    return scrape().answer(request);
  }

  private synchronized Scrape scrape() {
    if (scrape == null) scrape = new Scrape(collectors.get());
    return scrape;
  }
}
