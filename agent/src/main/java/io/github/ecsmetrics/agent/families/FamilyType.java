package io.github.ecsmetrics.agent.families;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;

/**
 * The types of <a href="https://prometheus.io/docs/specs/om/open_metrics_spec/">OpenMetrics</a>.
 * Four of them, and {@code untyped}, are those of Prometheus' text format.
 */
enum FamilyType {
  COUNTER("counter", "_total", "_created"),
  GAUGE("gauge"),
  HISTOGRAM("histogram", "_bucket", "_count", "_sum", "_created"),
  GAUGE_HISTOGRAM("gaugehistogram", "_bucket", "_gcount", "_gsum"),
  SUMMARY("summary", "_count", "_sum", "_created"),
  INFO("info", "_info"),
  STATE_SET("stateset"),
  UNKNOWN("unknown");

  private static final FamilyType[] ALL = values();
  private static final FamilyType[] PLAIN = {COUNTER, GAUGE, HISTOGRAM, SUMMARY};
  private static final byte[] UNTYPED = "untyped".getBytes(US_ASCII);
  private static final String CREATED = "_created";

  private final byte[] word;
  private final String[] suffixes;
  private final byte[][] suffixBytes;

  FamilyType(String word, String... suffixes) {
    this.word = word.getBytes(US_ASCII);
    this.suffixes = suffixes;
    suffixBytes = new byte[suffixes.length][];
    for (int i = 0; i < suffixes.length; i++) suffixBytes[i] = suffixes[i].getBytes(US_ASCII);
  }

  /**
   * The type that the word of a line {@code # TYPE} names.
   *
   * @return null if the format has no such type
   */
  static FamilyType ofWord(byte[] text, int from, int to, boolean openMetrics) {
    for (FamilyType type : openMetrics ? ALL : PLAIN) {
      if (ByteClass.isWord(type.word, text, from, to)) return type;
    }
    return !openMetrics && ByteClass.isWord(UNTYPED, text, from, to) ? UNKNOWN : null;
  }

  static FamilyType of(MetricSnapshot snapshot) {
    if (snapshot instanceof CounterSnapshot) return COUNTER;
    if (snapshot instanceof GaugeSnapshot) return GAUGE;
    if (snapshot instanceof SummarySnapshot) return SUMMARY;
    if (snapshot instanceof InfoSnapshot) return INFO;
    if (snapshot instanceof StateSetSnapshot) return STATE_SET;
    if (!(snapshot instanceof HistogramSnapshot)) return UNKNOWN;
    return ((HistogramSnapshot) snapshot).isGaugeHistogram() ? GAUGE_HISTOGRAM : HISTOGRAM;
  }

  /** The name without the suffix that a counter or an info has in some texts and not in others. */
  String canonicalName(String declared) {
    if (this != COUNTER && this != INFO) return declared;
    String suffix = suffixes[0];
    if (!declared.endsWith(suffix) || declared.length() == suffix.length()) return declared;
    return declared.substring(0, declared.length() - suffix.length());
  }

  /**
   * Which of the type's suffixes a sample's name has after the family's name.
   *
   * @param from equal to {@code to} if there is nothing, which every type allows
   * @return -1 if samples of the type have no such suffix
   */
  int suffix(byte[] text, int from, int to, boolean openMetrics) {
    if (from == to) return 0;
    for (int i = 0; i < suffixes.length; i++) {
      if (!ByteClass.isWord(suffixBytes[i], text, from, to)) continue;
      return isAllowed(suffixes[i], openMetrics) ? i + 1 : -1;
    }
    return -1;
  }

  /**
   * The names of samples that a family of this type takes, and no other family may have.
   *
   * @param name see {@link Family#key}
   * @param openMetrics plain text has no {@code _created}: it writes gauges of that name; and a
   *     counter has samples of its own name only
   */
  String[] sampleNames(String name, boolean openMetrics) {
    int allowed = 0;
    for (String suffix : suffixes) {
      if (isAllowed(suffix, openMetrics)) allowed++;
    }
    String[] names = new String[allowed + 1];
    names[0] = name;
    // Those that plain text lacks are the last.
    for (int i = 1; i < names.length; i++) names[i] = name.concat(suffixes[i - 1]);
    return names;
  }

  private boolean isAllowed(String suffix, boolean openMetrics) {
    return openMetrics || this != COUNTER && !suffix.equals(CREATED);
  }

  /** The label that tells apart the samples of one metric; null if the type has none. */
  String sampleLabel(String canonical) {
    if (this == HISTOGRAM || this == GAUGE_HISTOGRAM) return "le";
    if (this == SUMMARY) return "quantile";
    return this == STATE_SET ? canonical : null;
  }
}
