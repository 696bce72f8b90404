package io.github.ecsmetrics.agent.exposition;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The text of one collector's snapshots. A snapshot that is the same instance as in the last scrape
 * is not written again, since most values of a task and of a JVM do not change between two scrapes.
 *
 * <p>client_java's writer allocates 24 KiB of buffers each time it is called. So it writes all
 * changed snapshots in one call, and its text is cut where a comment follows a sample. If that does
 * not give one piece for each snapshot, every snapshot is written by a call of its own.
 */
final class SnapshotTexts {
  private final ExpositionFormatWriter writer;

  /** The line that the writer appends to every text, {@code # EOF}; empty if there is none. */
  private final byte[] end;

  private MetricSnapshots last = new MetricSnapshots();
  private byte[][] pieces = {};
  private byte[] text = {};

  SnapshotTexts(ExpositionFormatWriter writer, byte[] end) {
    this.writer = writer;
    this.end = end;
  }

  /** Without the line that ends an exposition of OpenMetrics. */
  byte[] of(MetricSnapshots latest) throws IOException {
    if (latest == last) return text;
    List<byte[]> written = write(changed(latest));
    byte[][] newPieces = new byte[latest.size()][];
    ByteArrayOutputStream whole = new ByteArrayOutputStream(text.length + 1024);
    int next = 0;
    for (int i = 0; i < newPieces.length; i++) {
      if (isEmpty(latest.get(i))) continue;
      newPieces[i] = isUnchanged(latest, i) ? pieces[i] : written.get(next++);
      whole.write(newPieces[i], 0, newPieces[i].length);
    }
    last = latest;
    pieces = newPieces;
    text = whole.toByteArray();
    return text;
  }

  private List<MetricSnapshot> changed(MetricSnapshots latest) {
    List<MetricSnapshot> changed = new ArrayList<>();
    for (int i = 0; i < latest.size(); i++) {
      if (!isEmpty(latest.get(i)) && !isUnchanged(latest, i)) changed.add(latest.get(i));
    }
    return changed;
  }

  private boolean isUnchanged(MetricSnapshots latest, int i) {
    return i < pieces.length && latest.get(i) == last.get(i);
  }

  private static boolean isEmpty(MetricSnapshot snapshot) {
    return snapshot.getDataPoints().isEmpty();
  }

  /** A text for each snapshot. */
  private List<byte[]> write(List<MetricSnapshot> snapshots) throws IOException {
    List<byte[]> cut = cut(write(new MetricSnapshots(snapshots)));
    if (cut.size() == snapshots.size()) return cut;
    List<byte[]> each = new ArrayList<>();
    for (MetricSnapshot snapshot : snapshots) each.add(write(new MetricSnapshots(snapshot)));
    return each;
  }

  private byte[] write(MetricSnapshots snapshots) throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream(16 * 1024);
    writer.write(written, snapshots);
    byte[] all = written.toByteArray();
    return Arrays.copyOf(all, all.length - end.length);
  }

  /** Cuts a text before each comment that follows a sample. */
  private static List<byte[]> cut(byte[] text) {
    List<byte[]> pieces = new ArrayList<>();
    int start = 0;
    boolean inSamples = false;
    for (int line = 0; line < text.length; line = nextLine(text, line)) {
      boolean comment = text[line] == '#';
      if (comment && inSamples) {
        pieces.add(Arrays.copyOfRange(text, start, line));
        start = line;
      }
      inSamples = !comment;
    }
    if (start < text.length) pieces.add(Arrays.copyOfRange(text, start, text.length));
    return pieces;
  }

  private static int nextLine(byte[] text, int at) {
    int feed = at;
    while (text[feed] != '\n') feed++;
    return feed + 1;
  }
}
