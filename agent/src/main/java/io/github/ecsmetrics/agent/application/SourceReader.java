package io.github.ecsmetrics.agent.application;

import io.github.ecsmetrics.agent.families.TextFormat;
import io.github.ecsmetrics.agent.log.AgentLog;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Reads all sources at the same time, and waits no longer than allowed.
 *
 * <p>Every source has at most one thread. A second scrape shares the text that the first one waits
 * for, and a source that hangs is not read again before it returns.
 */
final class SourceReader {
  /** By source, also those that hang. */
  private final Map<MetricsSource, SourceRead> running = new IdentityHashMap<>();

  private volatile boolean quiet;

  /** Prints nothing from now on: applications close what their metrics need when they end. */
  void beQuiet() {
    quiet = true;
  }

  /**
   * Never throws. Each source that fails is one line on stderr.
   *
   * @param end the last moment to wait, on the scale of {@link System#nanoTime}
   */
  SourceTexts read(List<MetricsSource> sources, TextFormat wanted, long end) {
    List<SourceRead> reads = begin(sources, wanted, end);
    List<SourceText> texts = new ArrayList<>();
    for (int i = 0; i < reads.size(); i++) {
      SourceFailure failure = reads.get(i).await();
      if (failure == null) texts.add(reads.get(i).text());
      report(sources.get(i), failure);
    }
    forgetEnded();
    return new SourceTexts(texts, texts.size() == sources.size());
  }

  private synchronized List<SourceRead> begin(
      List<MetricsSource> sources, TextFormat wanted, long end) {
    forgetEnded();
    List<SourceRead> reads = new ArrayList<>();
    for (MetricsSource source : sources) {
      SourceRead read = running.get(source);
      if (read == null) {
        read = new SourceRead(source, wanted, end);
        running.put(source, read);
        read.start();
      }
      reads.add(read);
    }
    return reads;
  }

  /** Their texts are large, and their threads know class loaders of the application. */
  private synchronized void forgetEnded() {
    for (Iterator<SourceRead> all = running.values().iterator(); all.hasNext(); ) {
      if (all.next().hasEnded()) all.remove();
    }
  }

  private void report(MetricsSource source, SourceFailure failure) {
    if (quiet) return;
    String topic = "application's metrics: " + source;
    if (failure == null) {
      AgentLog.resolved(topic);
      return;
    }
    AgentLog.problem(
        topic,
        failure.kind,
        "the application's metrics were not read: "
            + source
            + ": "
            + failure.reason
            + "; the agent's own are served all the same");
  }
}
