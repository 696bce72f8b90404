package io.github.ecsmetrics.agent.application;

/** To be built. */
final class SourceTexts {
  java.util.List<SourceText> texts = java.util.Collections.emptyList();
  boolean whole;
}
