package io.github.ecsmetrics.agent.http;

import io.github.ecsmetrics.agent.log.JdkModule;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.concurrent.Callable;

/** {@code /metrics}: nothing of client_java is loaded before its first request. */
final class MetricsRoute {
  private final Callable<PrometheusRegistry> registry;
  private Scrape scrape;

  MetricsRoute(Callable<PrometheusRegistry> registry) {
    this.registry = registry;
  }

  /** Whether this JVM has what client_java's handler is written against; says so if not. */
  boolean isPossible() {
    return !JdkModule.isMissing(
        "jdk.httpserver", "com.sun.net.httpserver.HttpExchange", "/metrics is not served");
  }

  Response answer(Request request) throws Exception {
    if (!isPossible()) return Response.text(503, "this JVM is without the module jdk.httpserver");
    return scrape().answer(request);
  }

  private synchronized Scrape scrape() throws Exception {
    if (scrape == null) scrape = new Scrape(registry.call());
    return scrape;
  }
}
