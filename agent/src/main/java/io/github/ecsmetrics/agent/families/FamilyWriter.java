package io.github.ecsmetrics.agent.families;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes families with the added labels. */
final class FamilyWriter {
  private final AddedLabels added;
  private final TextBuffer out;

  FamilyWriter(AddedLabels added, TextBuffer out) {
    this.added = added;
    this.out = out;
  }

  /** The number of bytes of a family: at most, and exactly if nothing is left out. */
  static long length(Family family, AddedLabels added) {
    SampleLines lines = family.page.lines();
    long length = family.length();
    for (int i = family.firstLine; i < family.endLine; i++) {
      length += added.all(lines.place(i)).length;
    }
    return length;
  }

  /**
   * Writes one family.
   *
   * @param parts at least one, those of one page after each other
   */
  void write(List<Family> parts) {
    Family first = parts.get(0);
    first.writeMetadata(out);
    if (!canBeCopied(parts)) {
      writeUnique(parts);
      return;
    }
    for (Family part : parts) copy(part);
  }

  /** No label is there already, and the page was scanned for series that are there twice. */
  private boolean canBeCopied(List<Family> parts) {
    for (Family part : parts) {
      if (part.page != parts.get(0).page || added.mayBeIn(part)) return false;
    }
    return true;
  }

  /** What is between the places of two lines is copied at once, if nothing was left out there. */
  private void copy(Family family) {
    byte[] text = family.page.text();
    SampleLines lines = family.page.lines();
    int from = lines.start(family.firstLine);
    for (int i = family.firstLine; i < family.endLine; i++) {
      int insertAt = lines.insertAt(i);
      int end = lines.end(i);
      out.append(text, from, insertAt);
      out.append(added.all(lines.place(i)));
      from = insertAt;
      if (i + 1 < family.endLine && lines.start(i + 1) == end + 1) continue;
      out.append(text, from, end);
      out.append('\n');
      if (i + 1 < family.endLine) from = lines.start(i + 1);
    }
  }

  private void write(Family family, int line, byte[] labels) {
    byte[] text = family.page.text();
    SampleLines lines = family.page.lines();
    int insertAt = lines.insertAt(line);
    out.append(text, lines.start(line), insertAt);
    out.append(labels);
    out.append(text, insertAt, lines.end(line));
    out.append('\n');
  }

  /** Reads each line. A metric that a page before has, and a series that is there, is left out. */
  private void writeUnique(List<Family> parts) {
    FamilyPage lastPage = parts.get(parts.size() - 1).page;
    Set<String> series = new HashSet<>();
    Set<String> before = new HashSet<>();
    Set<String> own = new HashSet<>();
    FamilyPage page = parts.get(0).page;
    for (Family part : parts) {
      if (part.page != page) {
        before.addAll(own);
        own.clear();
        page = part.page;
      }
      writeUnique(part, series, before, page == lastPage ? null : own);
    }
  }

  /**
   * Writes the metrics of a part that are not there yet.
   *
   * @param before metrics of pages before
   * @param own gets the metrics; null if no page comes after
   */
  private void writeUnique(Family part, Set<String> series, Set<String> before, Set<String> own) {
    SampleLines lines = part.page.lines();
    SampleReader reader = new SampleReader(part.page.text(), part.page.written().openMetrics);
    String sampleLabel = part.type.sampleLabel(part.name);
    for (int i = part.firstLine; i < part.endLine; i++) {
      Sample sample = reader.read(lines.start(i));
      byte[] missing = added.addTo(sample.labels, lines.place(i));
      if (own != null || !before.isEmpty()) {
        String metric = Sample.key(sample.labels, sampleLabel);
        if (before.contains(metric)) continue;
        if (own != null) own.add(metric);
      }
      if (series.add(sample.name + Sample.key(sample.labels, null))) write(part, i, missing);
    }
  }
}
