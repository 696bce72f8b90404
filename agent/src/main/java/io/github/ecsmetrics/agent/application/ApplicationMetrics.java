package io.github.ecsmetrics.agent.application;

import io.github.ecsmetrics.agent.classes.AgentJar;
import io.github.ecsmetrics.agent.families.FamilyMerge;
import io.github.ecsmetrics.agent.families.FamilyNames;
import io.github.ecsmetrics.agent.families.FamilyPage;
import io.github.ecsmetrics.agent.families.MergedFamilies;
import io.github.ecsmetrics.agent.families.TextFormat;
import io.github.ecsmetrics.agent.log.AgentLog;
import io.github.ecsmetrics.agent.metrics.ApplicationStats;
import io.github.ecsmetrics.agent.net.HttpAddress;
import io.github.ecsmetrics.agent.settings.AppMetricsSettings;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The application's own metrics, read anew for each scrape and each push. */
public final class ApplicationMetrics {
  private static final String TOPIC = "application's metrics";

  private final AppMetricsSettings settings;
  private final ApplicationStats stats;

  /** Null if the pages are configured. */
  private final RegistryFinder finder;

  private final List<MetricsSource> pages;
  private final SourceReader reader = new SourceReader();
  private final FamilyNames agents = new FamilyNames();

  /** Of the last read that was whole and of all families. */
  private volatile Set<String> replaced = Collections.emptySet();

  /**
   * @param instrumentation finds the registries of the application
   * @param stats counts the families, and whether all were read
   */
  public ApplicationMetrics(
      AppMetricsSettings settings, Instrumentation instrumentation, ApplicationStats stats) {
    this.settings = settings;
    this.stats = stats;
    finder = settings.pages.isEmpty() ? new RegistryFinder(instrumentation) : null;
    List<MetricsSource> pages = new ArrayList<>();
    for (HttpAddress page : settings.pages)
      pages.add(new UrlSource(page, settings.ca, settings.timeoutMillis));
    this.pages = Collections.unmodifiableList(pages);
  }

  /**
   * The agent's families that the application's replaced in the last read that was whole. They do
   * not come back for a scrape that could not read the application.
   */
  public Set<String> replaced() {
    return replaced;
  }

  /** The longest time to wait for all sources together, 10 to 60,000 ms. */
  public int timeoutMillis() {
    return settings.timeoutMillis;
  }

  /** No longer reports failures: the application ends, and its metrics may have ended before. */
  public void beginShutdown() {
    reader.beQuiet();
  }

  /** Also reports pages that nothing serves yet; else it does not in the first 60 seconds. */
  public void reportUnreachable() {
    reader.reportUnreachable();
  }

  /** Counts the application's families, as of the last read. */
  public MultiCollector stats() {
    return stats;
  }

  /**
   * Reads all sources, and merges them by family.
   *
   * <p>Never throws. A source that fails is left out, and one line on stderr gives the reason.
   *
   * @param own the agent's metrics, whose names the application's may not have
   * @param format of the text to merge into
   * @param names selects families by the name without {@code _total}; null for all
   * @param end the last moment to wait, on the scale of {@link System#nanoTime}
   */
  public MergedFamilies read(
      MetricSnapshots[] own, TextFormat format, Predicate<String> names, long end) {
    SourcePages read =
        finder == null ? reader.read(pages, format, end) : reader.read(finder, format, end);
    if (read.isEmpty()) {
      stats.nothingFound();
      replaced = Collections.emptySet();
      return MergedFamilies.NONE;
    }
    // The jar may have changed while this thread waited.
    AgentJar.check();
    try {
      MergedFamilies merged = merge(own, format, names, read);
      if (read.isWhole() && names == null) replaced = merged.replaced();
      stats.read(read.isWhole());
      if (names == null) stats.families(merged.merged(), merged.conflicts(), merged.invalid());
      AgentLog.resolved(TOPIC);
      return merged;
    } catch (Throwable failure) {
      report(failure);
      stats.read(false);
      return MergedFamilies.NONE;
    }
  }

  /** Most likely there is too little memory. */
  private static void report(Throwable failure) {
    AgentLog.problem(
        TOPIC,
        failure.getClass().getName(),
        "the application's metrics were not merged ("
            + failure
            + "); the agent's own are served all the same");
    AgentLog.debug(failure);
  }

  private MergedFamilies merge(
      MetricSnapshots[] own, TextFormat format, Predicate<String> names, SourcePages read) {
    Labels labels = settings.labels ? stats.labels() : Labels.EMPTY;
    for (MetricSnapshots snapshots : own) agents.add(snapshots);
    FamilyMerge merge = new FamilyMerge(format, agents, settings.agentWins, labels, names);
    for (FamilyPage page : read.pages) merge.add(page);
    return merge.finish();
  }
}
