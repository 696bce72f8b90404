package io.github.ecsmetrics.agent.application;

/** To be built. */
final class UrlSource implements MetricsSource {
  UrlSource(io.github.ecsmetrics.agent.net.HttpAddress a, String ca) {}
}
