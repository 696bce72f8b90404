package io.github.ecsmetrics.agent.http;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The text that an exposition begins with as long as its first snapshots are the very objects of
 * the exposition before, so that it is written once: the task's series change with each poll, the
 * JVM's, which come after them by name, with each scrape.
 */
final class RepeatedText {
  static final RepeatedText NONE = new RepeatedText(new ArrayList<MetricSnapshot>(), new byte[0]);

  private static final int END_OF_OPEN_METRICS = "# EOF\n".length();

  /** The last exposition's snapshots, those that the text holds or may hold the next time. */
  private final List<MetricSnapshot> snapshots;

  /** Null as long as nothing has come a second time. */
  private final byte[] text;

  private RepeatedText(List<MetricSnapshot> snapshots, byte[] text) {
    this.snapshots = snapshots;
    this.text = text;
  }

  /** That of the exposition of these snapshots, made of what this one knows of the last. */
  RepeatedText of(MetricSnapshots latest, Exposition exposition, boolean openMetrics)
      throws IOException {
    int same = 0;
    int most = Math.min(snapshots.size(), latest.size());
    while (same < most && snapshots.get(same) == latest.get(same)) same++;
    if (same == 0) return new RepeatedText(range(latest, 0, latest.size()), null);
    if (same == snapshots.size() && text != null) return this;
    List<MetricSnapshot> repeated = range(latest, 0, same);
    byte[] written = exposition.write(new MetricSnapshots(repeated), openMetrics).body();
    int end = written.length - (openMetrics ? END_OF_OPEN_METRICS : 0);
    return new RepeatedText(repeated, Arrays.copyOf(written, end));
  }

  /** The snapshots that the text does not hold. */
  MetricSnapshots rest(MetricSnapshots latest) {
    if (text == null) return latest;
    return new MetricSnapshots(range(latest, snapshots.size(), latest.size()));
  }

  byte[] and(byte[] rest) {
    if (text == null) return rest;
    byte[] all = Arrays.copyOf(text, text.length + rest.length);
    System.arraycopy(rest, 0, all, text.length, rest.length);
    return all;
  }

  private static List<MetricSnapshot> range(MetricSnapshots of, int from, int to) {
    List<MetricSnapshot> range = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) range.add(of.get(i));
    return range;
  }
}
