package io.github.ecsmetrics.agent.http;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of one collector's snapshots, in which a snapshot that comes again, the very object, is
 * not written again: most figures of a task and of a JVM do not move between two scrapes.
 */
final class SnapshotTexts {
  private final ExpositionFormatWriter writer;
  private MetricSnapshots last = new MetricSnapshots();
  private byte[] text = {};

  /** Where in the text each of the last snapshots ends. */
  private int[] ends = {};

  SnapshotTexts(ExpositionFormatWriter writer) {
    this.writer = writer;
  }

  /** Without the line that ends an exposition of OpenMetrics. */
  byte[] of(MetricSnapshots latest) throws IOException {
    if (latest == last) return text;
    byte[] moved = write(latest);
    ByteArrayOutputStream whole =
        new ByteArrayOutputStream(Math.max(text.length, moved.length) + 1024);
    int[] newEnds = new int[latest.size()];
    int from = 0;
    for (int i = 0; i < newEnds.length; i++) {
      if (isRepeated(latest, i)) {
        int start = i == 0 ? 0 : ends[i - 1];
        whole.write(text, start, ends[i] - start);
      } else if (!latest.get(i).getDataPoints().isEmpty()) {
        int to = nextComment(moved, nextSample(moved, from));
        whole.write(moved, from, to - from);
        from = to;
      }
      newEnds[i] = whole.size();
    }
    last = latest;
    text = whole.toByteArray();
    ends = newEnds;
    return text;
  }

  private boolean isRepeated(MetricSnapshots latest, int i) {
    return i < ends.length && latest.get(i) == last.get(i);
  }

  /**
   * Those that are not where they were. The text of each that has data points begins with comments
   * and has none after its first sample; {@code Samples} makes none whose points have no figures.
   */
  private byte[] write(MetricSnapshots latest) throws IOException {
    List<MetricSnapshot> moved = new ArrayList<>();
    for (int i = 0; i < latest.size(); i++) if (!isRepeated(latest, i)) moved.add(latest.get(i));
    ByteArrayOutputStream written = new ByteArrayOutputStream(16 * 1024);
    writer.write(written, new MetricSnapshots(moved));
    return written.toByteArray();
  }

  private static int nextSample(byte[] text, int line) {
    int at = line;
    while (text[at] == '#') at = nextLine(text, at);
    return at;
  }

  private static int nextComment(byte[] text, int line) {
    int at = line;
    while (at < text.length && text[at] != '#') at = nextLine(text, at);
    return at;
  }

  private static int nextLine(byte[] text, int at) {
    int feed = at;
    while (text[feed] != '\n') feed++;
    return feed + 1;
  }
}
