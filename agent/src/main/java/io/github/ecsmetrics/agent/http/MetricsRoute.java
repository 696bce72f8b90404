package io.github.ecsmetrics.agent.http;

import io.github.ecsmetrics.agent.exposition.ServedMetrics;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * {@code /metrics}. Separate from {@link Scrape} so that no class of client_java loads before the
 * first scrape.
 */
final class MetricsRoute {
  private final Supplier<ServedMetrics> metrics;
  private Scrape scrape;

  MetricsRoute(Supplier<ServedMetrics> metrics) {
    this.metrics = metrics;
  }

  Response render(Request request) throws IOException {
    return scrape().render(request);
  }

  /** Created with the first call. */
  ServedMetrics metrics() {
    return metrics.get();
  }

  private synchronized Scrape scrape() {
    if (scrape == null) scrape = new Scrape(metrics.get());
    return scrape;
  }
}
