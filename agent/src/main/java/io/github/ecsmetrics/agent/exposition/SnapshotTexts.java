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
 * The text of one collector's snapshots. Most values of a task and of a JVM stay the same from one
 * scrape to the next, so the text of each snapshot is kept, and is written again only if the
 * collector returns another instance.
 *
 * <p>One call of client_java's writer for each changed snapshot would be simpler, but every call
 * allocates 24 KiB of buffers: for 40 snapshots of five samples 1,035 kB and 170 &micro;s, and for
 * one call with all of them 89 kB and 70 &micro;s (client_java 1.8.0, JDK 17). So one call writes
 * all of them, and the text is cut before each comment that follows a sample:
 *
 * <pre>
 * # HELP a_bytes Help.
 * # TYPE a_bytes gauge
 * a_bytes{pool="x"} 1.0
 *                          (cut)
 * # TYPE b_total counter
 * b_total 2.0
 * </pre>
 *
 * <p>A sample begins with its name and never with {@code #}, and line feeds in help texts and
 * labels are escaped; so no value can cause a cut. Another version of the writer may still write
 * something else. If the pieces are not as many as the snapshots, the text is not trusted, and each
 * snapshot is written by a call of its own.
 */
final class SnapshotTexts {
  private final ExpositionFormatWriter writer;

  /** The last line of every text, {@code # EOF} in OpenMetrics; empty if there is none. */
  private final byte[] end;

  private MetricSnapshots last = new MetricSnapshots();
  private byte[][] pieces = {};
  private byte[] text = {};

  SnapshotTexts(ExpositionFormatWriter writer, byte[] end) {
    this.writer = writer;
    this.end = end;
  }

  /** The text of all snapshots, without the line that ends an OpenMetrics exposition. */
  byte[] of(MetricSnapshots latest) throws IOException {
    if (latest == last) return text;
    List<byte[]> written = write(changed(latest));
    byte[][] newPieces = new byte[latest.size()][];
    int length = 0;
    int next = 0;
    for (int i = 0; i < newPieces.length; i++) {
      if (isEmpty(latest.get(i))) continue;
      newPieces[i] = isUnchanged(latest, i) ? pieces[i] : written.get(next++);
      length += newPieces[i].length;
    }
    last = latest;
    pieces = newPieces;
    text = join(pieces, length);
    return text;
  }

  /**
   * @param pieces null where there is none
   * @param length of all together
   */
  private static byte[] join(byte[][] pieces, int length) {
    byte[] whole = new byte[length];
    int at = 0;
    for (byte[] piece : pieces) {
      if (piece == null) continue;
      System.arraycopy(piece, 0, whole, at, piece.length);
      at += piece.length;
    }
    return whole;
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

  /** Writes each of these snapshots, none of them empty. */
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
