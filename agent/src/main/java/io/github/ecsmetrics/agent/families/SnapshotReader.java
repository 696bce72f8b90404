package io.github.ecsmetrics.agent.families;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the samples of one family of a page into a snapshot. */
final class SnapshotReader {
  private final List<Family> parts;

  /** The first part. */
  private final Family family;

  private final Set<String> names;

  /**
   * @param parts of one family on a page, at least one
   * @param names of all families of the page
   */
  SnapshotReader(List<Family> parts, Set<String> names) {
    this.parts = parts;
    family = parts.get(0);
    this.names = names;
  }

  /**
   * Reads the family.
   *
   * @throws IllegalArgumentException if client_java's model cannot hold it
   */
  MetricSnapshot read() {
    if (isPlainCounter()) return unknown(metadata(family.declaredName));
    MetricMetadata metadata = metadata(family.name);
    switch (family.type) {
      case COUNTER:
        return counter(metadata);
      case GAUGE:
        return gauge(metadata);
      case HISTOGRAM:
      case GAUGE_HISTOGRAM:
        return histogram(metadata);
      case SUMMARY:
        return summary(metadata);
      case INFO:
        return info(metadata);
      case STATE_SET:
        return stateSet(metadata);
      default:
        return unknown(metadata);
    }
  }

  /**
   * Whether this is a counter of plain text that no snapshot of a counter can have: one without
   * {@code _total}, or one beside a family with its name but for {@code _total}.
   */
  private boolean isPlainCounter() {
    return family.type == FamilyType.COUNTER
        && !family.page.written().openMetrics
        && names.contains(family.name);
  }

  private MetricMetadata metadata(String name) {
    return new MetricMetadata(name, family.metadata(MetadataScanner.HELP), unit());
  }

  private Collection<MetricSamples> metrics() {
    Map<Labels, MetricSamples> metrics = new LinkedHashMap<>();
    for (Family part : parts) addSamples(part, metrics);
    return metrics.values();
  }

  private void addSamples(Family part, Map<Labels, MetricSamples> metrics) {
    SampleReader reader = new SampleReader(part.page.text(), part.page.written().openMetrics);
    String sampleLabel = family.type.sampleLabel(family.name);
    for (int i = part.firstLine; i < part.endLine; i++) {
      Sample sample = reader.read(part.page.lines().start(i));
      Labels labels = Sample.labels(sample.labels, sampleLabel);
      MetricSamples metric = metrics.get(labels);
      if (metric == null) {
        metric = new MetricSamples(labels);
        metrics.put(labels, metric);
      }
      String suffix = sample.name.substring(family.name.length());
      String value = sampleLabel == null ? null : sample.labels.get(sampleLabel);
      metric.add(suffix, sample, value);
    }
  }

  /** The unit; null if there is none, or none that the model takes. */
  private Unit unit() {
    String unit = family.metadata(MetadataScanner.UNIT);
    if (unit == null || family.type == FamilyType.INFO || family.type == FamilyType.STATE_SET) {
      return null;
    }
    return family.name.endsWith("_" + unit) ? new Unit(unit) : null;
  }

  private MetricSnapshot counter(MetricMetadata metadata) {
    List<CounterSnapshot.CounterDataPointSnapshot> points = new ArrayList<>();
    for (MetricSamples metric : metrics()) points.add(metric.counter());
    return new CounterSnapshot(metadata, points);
  }

  private MetricSnapshot gauge(MetricMetadata metadata) {
    List<GaugeSnapshot.GaugeDataPointSnapshot> points = new ArrayList<>();
    for (MetricSamples metric : metrics()) points.add(metric.gauge());
    return new GaugeSnapshot(metadata, points);
  }

  private MetricSnapshot unknown(MetricMetadata metadata) {
    List<UnknownSnapshot.UnknownDataPointSnapshot> points = new ArrayList<>();
    for (MetricSamples metric : metrics()) points.add(metric.unknown());
    return new UnknownSnapshot(metadata, points);
  }

  private MetricSnapshot histogram(MetricMetadata metadata) {
    List<HistogramSnapshot.HistogramDataPointSnapshot> points = new ArrayList<>();
    for (MetricSamples metric : metrics()) points.add(metric.histogram());
    return new HistogramSnapshot(family.type == FamilyType.GAUGE_HISTOGRAM, metadata, points);
  }

  private MetricSnapshot summary(MetricMetadata metadata) {
    List<SummarySnapshot.SummaryDataPointSnapshot> points = new ArrayList<>();
    for (MetricSamples metric : metrics()) points.add(metric.summary());
    return new SummarySnapshot(metadata, points);
  }

  private MetricSnapshot info(MetricMetadata metadata) {
    List<InfoSnapshot.InfoDataPointSnapshot> points = new ArrayList<>();
    for (MetricSamples metric : metrics()) points.add(metric.info());
    return new InfoSnapshot(metadata, points);
  }

  private MetricSnapshot stateSet(MetricMetadata metadata) {
    List<StateSetSnapshot.StateSetDataPointSnapshot> points = new ArrayList<>();
    for (MetricSamples metric : metrics()) points.add(metric.stateSet());
    return new StateSetSnapshot(metadata, points);
  }
}
