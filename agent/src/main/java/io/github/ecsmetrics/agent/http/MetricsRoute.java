package io.github.ecsmetrics.agent.http;

import io.prometheus.metrics.model.registry.MultiCollector;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code /metrics}: nothing of client_java is loaded before its first request. */
final class MetricsRoute {
  private final Callable<List<MultiCollector>> collectors;
  private Scrape scrape;

  MetricsRoute(Callable<List<MultiCollector>> collectors) {
    this.collectors = collectors;
  }

  Response answer(Request request) throws Exception {
    return scrape().answer(request);
  }

  private synchronized Scrape scrape() throws Exception {
    if (scrape == null) scrape = new Scrape(collectors.call());
    return scrape;
  }
}
