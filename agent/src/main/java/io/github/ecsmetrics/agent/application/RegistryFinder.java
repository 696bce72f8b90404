package io.github.ecsmetrics.agent.application;

/** To be built. */
final class RegistryFinder {
  RegistryFinder(java.lang.instrument.Instrumentation i) {}

  java.util.List<MetricsSource> find() {
    return java.util.Collections.emptyList();
  }
}
