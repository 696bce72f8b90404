package io.github.ecsmetrics.agent.http;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.concurrent.Callable;

/** {@code /metrics}: nothing of client_java is loaded before its first request. */
final class MetricsRoute {
  /** Of module {@code jdk.httpserver}, without which client_java's handler cannot be loaded. */
  static final String NEEDED = "com.sun.net.httpserver.HttpHandler";

  private final Callable<PrometheusRegistry> registry;
  private Scrape scrape;

  MetricsRoute(Callable<PrometheusRegistry> registry) {
    this.registry = registry;
  }

  Response answer(Request request) throws Exception {
    return scrape().answer(request);
  }

  private synchronized Scrape scrape() throws Exception {
    if (scrape == null) scrape = new Scrape(registry.call());
    return scrape;
  }
}
