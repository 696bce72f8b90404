package io.github.ecsmetrics.agent.application;

import java.util.List;

/** The texts of all sources. */
final class SourceTexts {
  /** In the order of the sources, without those that failed. */
  final List<SourceText> texts;

  /** The number of sources that failed. */
  final int failed;

  SourceTexts(List<SourceText> texts, int failed) {
    this.texts = texts;
    this.failed = failed;
  }

  /** Whether no source failed. */
  boolean isWhole() {
    return failed == 0;
  }

  /** Whether there is no source. */
  boolean isEmpty() {
    return texts.isEmpty() && failed == 0;
  }
}
