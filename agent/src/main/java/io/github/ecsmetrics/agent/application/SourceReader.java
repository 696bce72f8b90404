package io.github.ecsmetrics.agent.application;

import io.github.ecsmetrics.agent.families.FamilyPage;
import io.github.ecsmetrics.agent.families.TextFormat;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Reads all sources at the same time, and waits no longer than allowed.
 *
 * <p>Every source has at most one thread, and so has the search for sources. A second scrape shares
 * the text that the first one waits for, and a source that hangs is not read again before it
 * returns.
 */
final class SourceReader {
  private final SourceFailures failures = new SourceFailures(System.nanoTime());

  /** By source, also those that hang. */
  private final Map<MetricsSource, SourceRead> running = new IdentityHashMap<>();

  /** The last one; null before the first. */
  private RegistrySearch search;

  /** See {@link SourceFailures#beQuiet}. */
  void beQuiet() {
    failures.beQuiet();
  }

  /** See {@link SourceFailures#reportUnreachable}. */
  void reportUnreachable() {
    failures.reportUnreachable();
  }

  /**
   * Looks for registries, and reads them. Never throws. Each failure is one line on stderr.
   *
   * @param end the last moment to wait, on the scale of {@link System#nanoTime}
   */
  SourcePages read(RegistryFinder finder, TextFormat wanted, long end) {
    RegistrySearch current = search(finder, end);
    if (current == null) return new SourcePages(new ArrayList<FamilyPage>(), 0);
    SourceFailure failure = current.await(end);
    report("the registries in this JVM", failure);
    if (failure != null) return new SourcePages(new ArrayList<FamilyPage>(), 1);
    FoundRegistries found = current.result();
    for (Map.Entry<String, SourceFailure> each : found.failures.entrySet()) {
      report(each.getKey(), each.getValue());
    }
    SourcePages read = read(found.sources, wanted, end);
    return new SourcePages(read.pages, read.failed + found.failures.size());
  }

  /** The search to wait for; null if there is nothing to find. */
  private synchronized RegistrySearch search(RegistryFinder finder, long end) {
    if (search != null && !search.hasEnded()) {
      search.share(end);
      return search;
    }
    if (finder.hasNothing(System.nanoTime())) return null;
    search = new RegistrySearch(finder);
    search.start(end);
    return search;
  }

  /**
   * Reads the sources. Never throws. Each failure is one line on stderr.
   *
   * @param end the last moment to wait, on the scale of {@link System#nanoTime}
   */
  SourcePages read(List<MetricsSource> sources, TextFormat wanted, long end) {
    List<SourceRead> reads = begin(sources, wanted, end);
    List<FamilyPage> pages = new ArrayList<>();
    for (int i = 0; i < reads.size(); i++) {
      SourceFailure failure = reads.get(i).await(end);
      if (failure == null) pages.add(reads.get(i).result());
      report(sources.get(i), failure);
    }
    forgetEnded();
    return new SourcePages(pages, sources.size() - pages.size());
  }

  private synchronized List<SourceRead> begin(
      List<MetricsSource> sources, TextFormat wanted, long end) {
    forgetEnded();
    List<SourceRead> reads = new ArrayList<>();
    for (MetricsSource source : sources) {
      SourceRead read = running.get(source);
      if (read == null) {
        read = new SourceRead(source, wanted);
        running.put(source, read);
        read.start(end);
      } else {
        read.share(end);
      }
      reads.add(read);
    }
    return reads;
  }

  /** Their pages are large. */
  private synchronized void forgetEnded() {
    for (Iterator<SourceRead> all = running.values().iterator(); all.hasNext(); ) {
      if (all.next().hasEnded()) all.remove();
    }
  }

  private void report(Object source, SourceFailure failure) {
    failures.report(source, failure, System.nanoTime());
  }
}
