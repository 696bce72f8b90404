package io.github.ecsmetrics.agent.families;

import static io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import static io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import static io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import static io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import static io.prometheus.metrics.model.snapshots.StateSetSnapshot.StateSetDataPointSnapshot;
import static io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import static io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;

import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The samples of one metric, and the data point of a snapshot that they make. */
final class MetricSamples {
  private static final double MILLIS = 1000;

  private final Labels labels;
  private double value = Double.NaN;
  private double count = Double.NaN;
  private double sum = Double.NaN;
  private long createdMillis;
  private long timestampMillis;

  /** By upper bound or by quantile. */
  private final SortedMap<Double, Double> values = new TreeMap<>();

  private final SortedMap<String, Boolean> states = new TreeMap<>();
  private final List<Exemplar> exemplars = new ArrayList<>();

  MetricSamples(Labels labels) {
    this.labels = labels;
  }

  /**
   * Adds a sample.
   *
   * @param suffix what its name has after the family's name
   * @param label the value of the label that tells the samples of a metric apart; may be null
   */
  void add(String suffix, Sample sample, String label) {
    if (sample.exemplar != null) exemplars.add(sample.exemplar);
    if (sample.timestampMillis != 0) timestampMillis = sample.timestampMillis;
    if (suffix.endsWith("count")) count = sample.value;
    else if (suffix.endsWith("sum")) sum = sample.value;
    else if (suffix.equals("_created")) createdMillis = Math.round(sample.value * MILLIS);
    else if (label == null) value = sample.value;
    else addLabeled(label, sample.value);
  }

  private void addLabeled(String label, double sample) {
    if (!label.isEmpty()) states.put(label, sample != 0);
    Double number = FloatSyntax.parse(label);
    if (number != null && !number.isNaN()) values.put(number, sample);
  }

  /** The latest that is there; null if there is none. */
  private Exemplar exemplar() {
    return exemplars.isEmpty() ? null : exemplars.get(exemplars.size() - 1);
  }

  CounterDataPointSnapshot counter() {
    return new CounterDataPointSnapshot(value, labels, exemplar(), createdMillis, timestampMillis);
  }

  GaugeDataPointSnapshot gauge() {
    return new GaugeDataPointSnapshot(value, labels, exemplar(), timestampMillis);
  }

  UnknownDataPointSnapshot unknown() {
    return new UnknownDataPointSnapshot(value, labels, exemplar(), timestampMillis);
  }

  InfoDataPointSnapshot info() {
    return new InfoDataPointSnapshot(labels, timestampMillis);
  }

  HistogramDataPointSnapshot histogram() {
    return HistogramDataPointSnapshot.builder()
        .classicHistogramBuckets(Buckets.ofCumulative(values, count))
        .sum(sum)
        .labels(labels)
        .exemplars(Exemplars.of(exemplars))
        .createdTimestampMillis(createdMillis)
        .scrapeTimestampMillis(timestampMillis)
        .build();
  }

  SummaryDataPointSnapshot summary() {
    List<Quantile> quantiles = new ArrayList<>();
    for (Map.Entry<Double, Double> quantile : values.entrySet()) {
      quantiles.add(new Quantile(quantile.getKey(), quantile.getValue()));
    }
    return SummaryDataPointSnapshot.builder()
        .count(Double.isNaN(count) ? -1 : (long) count)
        .sum(sum)
        .quantiles(Quantiles.of(quantiles))
        .labels(labels)
        .exemplars(Exemplars.of(exemplars))
        .createdTimestampMillis(createdMillis)
        .scrapeTimestampMillis(timestampMillis)
        .build();
  }

  StateSetDataPointSnapshot stateSet() {
    StateSetDataPointSnapshot.Builder builder =
        StateSetDataPointSnapshot.builder().labels(labels).scrapeTimestampMillis(timestampMillis);
    for (Map.Entry<String, Boolean> state : states.entrySet()) {
      builder.state(state.getKey(), state.getValue());
    }
    return builder.build();
  }
}
