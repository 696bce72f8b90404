package io.github.ecsmetrics.agent.families;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.PrometheusNaming;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The labels that each series gets that has none of that name. */
final class AddedLabels {
  private static final int PLACES = 4;

  private final List<String> names = new ArrayList<>();
  private final List<String> values = new ArrayList<>();

  /** {@code name="value"} each. */
  private final List<String> pairs = new ArrayList<>();

  /** Of the names, as {@link LabelNames} have them. */
  private final List<Long> hashes = new ArrayList<>();

  /** All labels, as each place of {@link SampleScanner} needs them. */
  private final byte[][] all = new byte[PLACES][];

  /**
   * @param labels those with an empty value are left out
   * @param utf8 whether names may be in quotes; otherwise other characters become underscores
   */
  AddedLabels(Labels labels, boolean utf8) {
    for (Label label : labels) {
      if (!label.getValue().isEmpty()) add(label, utf8);
    }
    for (int place = 0; place < PLACES; place++) all[place] = text(pairs, place);
  }

  private void add(Label label, boolean utf8) {
    String name = utf8 ? label.getName() : PrometheusNaming.prometheusName(label.getName());
    StringBuilder pair = new StringBuilder();
    if (PrometheusNaming.isValidLegacyLabelName(name)) pair.append(name);
    else QuotedText.append(pair, name);
    int nameEnd = pair.length();
    QuotedText.append(pair.append('='), label.getValue());
    names.add(name);
    values.add(label.getValue());
    pairs.add(pair.toString());
    byte[] written = pair.substring(0, nameEnd).getBytes(UTF_8);
    int quotes = written[0] == '"' ? 1 : 0;
    hashes.add(new WideBytes(written).hash(quotes, written.length - quotes));
  }

  private static byte[] text(List<String> pairs, int place) {
    if (pairs.isEmpty()) return new byte[0];
    StringBuilder text = new StringBuilder();
    for (String pair : pairs) text.append(text.length() == 0 ? "" : ",").append(pair);
    if (place == SampleScanner.BEFORE_LABELS) text.append(',');
    if (place == SampleScanner.AFTER_NAME) text.insert(0, '{').append('}');
    if (place == SampleScanner.AFTER_QUOTED_NAME) text.insert(0, ',');
    return text.toString().getBytes(UTF_8);
  }

  /** Whether a series of a family may have one of the labels. */
  boolean mayBeIn(Family family) {
    LabelNames pageNames = family.page.labelNames();
    long bits = 0;
    for (Long hash : hashes) bits |= pageNames.find(hash);
    return (bits & family.labelNames) != 0;
  }

  /** The text of all labels for a place. */
  byte[] all(int place) {
    return all[place];
  }

  /** Adds to a series the labels that it has not, and returns their text for a place. */
  byte[] addTo(Map<String, String> series, int place) {
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (series.containsKey(names.get(i))) continue;
      series.put(names.get(i), values.get(i));
      missing.add(pairs.get(i));
    }
    return text(missing, place);
  }
}
