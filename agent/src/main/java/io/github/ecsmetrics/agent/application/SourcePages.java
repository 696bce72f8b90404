package io.github.ecsmetrics.agent.application;

import io.github.ecsmetrics.agent.families.FamilyPage;
import java.util.List;

/** The scanned pages of all sources. */
final class SourcePages {
  /** In the order of the sources, without those that failed. */
  final List<FamilyPage> pages;

  /** The number of sources that failed. */
  final int failed;

  SourcePages(List<FamilyPage> pages, int failed) {
    this.pages = pages;
    this.failed = failed;
  }

  /** Whether no source failed. */
  boolean isWhole() {
    return failed == 0;
  }

  /** Whether there is no source. */
  boolean isEmpty() {
    return pages.isEmpty() && failed == 0;
  }
}
