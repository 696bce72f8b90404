package io.github.ecsmetrics.agent.application;

import java.util.List;

/** What was read from all sources. */
final class SourceTexts {
  /** In the order of the sources, without those that failed. */
  final List<SourceText> texts;

  /** Whether no source failed. */
  final boolean whole;

  SourceTexts(List<SourceText> texts, boolean whole) {
    this.texts = texts;
    this.whole = whole;
  }
}
