package io.github.ecsmetrics.agent.families;

import io.prometheus.metrics.model.snapshots.Exemplar;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads lines that {@link SampleScanner} has scanned without a flaw. */
final class SampleReader {
  private static final double MILLIS = 1000;

  private final byte[] text;
  private final boolean openMetrics;
  private int at;

  SampleReader(byte[] text, boolean openMetrics) {
    this.text = text;
    this.openMetrics = openMetrics;
  }

  /** Whether two lines, given by where they begin, have one name and the same labels. */
  boolean isSameSeries(int one, int other) {
    Sample a = read(one);
    Sample b = read(other);
    return a.name.equals(b.name) && Sample.key(a.labels, null).equals(Sample.key(b.labels, null));
  }

  Sample read(int start) {
    at = start;
    String name = text[at] == '{' ? null : name(ByteClass.METRIC_NAME);
    SortedMap<String, String> labels = new TreeMap<>();
    skipBlanks();
    if (text[at] == '{') {
      at++;
      name = labels(name, labels);
    }
    double value = number();
    long timestamp = 0;
    skipBlanks();
    if (text[at] != '\n' && text[at] != '#') timestamp = timestamp();
    skipBlanks();
    Exemplar exemplar = text[at] == '#' ? exemplar() : null;
    return new Sample(name, labels, value, timestamp, exemplar);
  }

  /** Reads labels up to the brace that closes them, and the name if it is between them. */
  private String labels(String name, SortedMap<String, String> labels) {
    String found = name;
    while (true) {
      skipBlanks();
      if (text[at] == ',') {
        at++;
        continue;
      }
      if (text[at] == '}') {
        at++;
        return found;
      }
      String label = text[at] == '"' ? quoted() : name(ByteClass.LABEL_NAME);
      skipBlanks();
      if (text[at] != '=') {
        found = label;
        continue;
      }
      at++;
      skipBlanks();
      labels.put(label, quoted());
    }
  }

  private String name(int bits) {
    int from = at;
    at = ByteClass.nameEnd(text, from, bits);
    return QuotedText.unescape(text, from, at);
  }

  private String quoted() {
    int from = at + 1;
    int end = QuotedText.end(text, from, true);
    at = end + 1;
    return QuotedText.unescape(text, from, end);
  }

  private double number() {
    skipBlanks();
    int from = at;
    at = FloatSyntax.end(text, from);
    return FloatSyntax.parse(text, from, at);
  }

  /** Plain text has milliseconds, OpenMetrics seconds. */
  private long timestamp() {
    return openMetrics ? Math.round(number() * MILLIS) : (long) number();
  }

  private Exemplar exemplar() {
    at++;
    skipBlanks();
    at++;
    SortedMap<String, String> labels = new TreeMap<>();
    labels(null, labels);
    double value = number();
    skipBlanks();
    long timestamp = text[at] == '\n' ? 0 : timestamp();
    return new Exemplar(value, Sample.labels(labels, null), timestamp);
  }

  private void skipBlanks() {
    at = ByteClass.skipBlanks(text, at);
  }
}
