package io.github.ecsmetrics.agent.application;

/** To be built. */
final class SourceReader {
  SourceTexts read(
      java.util.List<MetricsSource> s, io.github.ecsmetrics.agent.families.TextFormat f, long end) {
    return new SourceTexts();
  }
}
