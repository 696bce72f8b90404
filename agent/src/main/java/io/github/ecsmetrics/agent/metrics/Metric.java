package io.github.ecsmetrics.agent.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;

/** A metric's name, help and type. */
final class Metric {
  private enum Type {
    GAUGE,
    COUNTER,
    INFO
  }

  private final Type type;
  private final MetricMetadata metadata;

  private Metric(Type type, String name, String help) {
    this.type = type;
    this.metadata = new MetricMetadata(name, help);
  }

  static Metric gauge(String name, String help) {
    return new Metric(Type.GAUGE, name, help);
  }

  /**
   * @param name without the {@code _total} that text formats append
   */
  static Metric counter(String name, String help) {
    return new Metric(Type.COUNTER, name, help);
  }

  /**
   * @param name without the {@code _info} that text formats append
   */
  static Metric info(String name, String help) {
    return new Metric(Type.INFO, name, help);
  }

  /** A sample taken of a metric. */
  static final class Sample {
    private final Labels labels;
    private final double value;

    Sample(Labels labels, double value) {
      this.labels = labels;
      this.value = value;
    }
  }

  MetricSnapshot snapshot(List<Sample> samples) {
    switch (type) {
      case GAUGE:
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name()).help(metadata.getHelp());
        for (Sample sample : samples)
          gauge.dataPoint(new GaugeDataPointSnapshot(sample.value, sample.labels, null));
        return gauge.build();
      case COUNTER:
        CounterSnapshot.Builder counter =
            CounterSnapshot.builder().name(name()).help(metadata.getHelp());
        for (Sample sample : samples) {
          counter.dataPoint(new CounterDataPointSnapshot(sample.value, sample.labels, null, 0));
        }
        return counter.build();
      default:
        InfoSnapshot.Builder info = InfoSnapshot.builder().name(name()).help(metadata.getHelp());
        for (Sample sample : samples) info.dataPoint(new InfoDataPointSnapshot(sample.labels));
        return info.build();
    }
  }

  String name() {
    return metadata.getName();
  }
}
