package io.github.ecsmetrics.agent.otlp;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot.StateSetDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Snapshots of every type that the text format can show, with awkward names and values. */
final class RandomSnapshots {
  private static final String[] TEXTS = {"", "a", "täglich\n\"\\", "😀\uD800", "x".repeat(200)};
  private static final double[] VALUES = {
    0, -0.0, 1, 12.5, 1e300, Double.MIN_VALUE, Double.POSITIVE_INFINITY, Double.NaN, 0.1 + 0.2
  };

  private final Random random;

  RandomSnapshots(long seed) {
    random = new Random(seed);
  }

  MetricSnapshots next() {
    List<MetricSnapshot> snapshots = new ArrayList<>();
    int metrics = random.nextInt(40);
    for (int i = 0; i < metrics; i++) snapshots.add(metric("m" + i));
    return new MetricSnapshots(snapshots);
  }

  private MetricSnapshot metric(String name) {
    MetricMetadata metadata = metadata(name);
    switch (random.nextInt(7)) {
      case 0:
        return new CounterSnapshot(
            metadata,
            points(labels -> new CounterDataPointSnapshot(positive(), labels, null, created())));
      case 1:
        return new GaugeSnapshot(
            metadata, points(labels -> new GaugeDataPointSnapshot(value(), labels, null)));
      case 2:
        return new InfoSnapshot(
            new MetricMetadata(name, text()), points(InfoDataPointSnapshot::new));
      case 3:
        return new StateSetSnapshot(
            new MetricMetadata(name, text()),
            points(
                labels ->
                    new StateSetDataPointSnapshot(
                        new String[] {"off", "on"}, new boolean[] {true, false}, labels)));
      case 4:
        return new SummarySnapshot(metadata, points(this::summary));
      case 5:
        return new HistogramSnapshot(metadata, points(this::histogram));
      default:
        return new UnknownSnapshot(
            metadata, points(labels -> new UnknownDataPointSnapshot(value(), labels, null)));
    }
  }

  private MetricMetadata metadata(String name) {
    if (random.nextInt(3) > 0) return new MetricMetadata(name + "_size", text());
    if (random.nextBoolean()) return new MetricMetadata(name + ".odd-name", text());
    return new MetricMetadata(name + "_bytes", text(), Unit.BYTES);
  }

  private <T> List<T> points(Function<Labels, T> point) {
    List<T> points = new ArrayList<>();
    int size = random.nextInt(random.nextInt(10) == 0 ? 2_500 : 4);
    for (int i = 0; i < size; i++) {
      points.add(point.apply(Labels.of("nr", "" + i, "some.label", text())));
    }
    return points;
  }

  private SummaryDataPointSnapshot summary(Labels labels) {
    Quantiles quantiles =
        random.nextBoolean()
            ? Quantiles.EMPTY
            : Quantiles.of(new Quantile(0.5, value()), new Quantile(0.99, value()));
    return new SummaryDataPointSnapshot(random.nextInt(9), 4.5, quantiles, labels, null, created());
  }

  private HistogramDataPointSnapshot histogram(Labels labels) {
    double[] bounds = new double[1 + random.nextInt(5)];
    long[] counts = new long[bounds.length];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = i - 1.5;
      counts[i] = random.nextInt(3);
    }
    bounds[bounds.length - 1] = Double.POSITIVE_INFINITY;
    double sum = random.nextBoolean() ? Double.NaN : 3.25;
    ClassicHistogramBuckets buckets = ClassicHistogramBuckets.of(bounds, counts);
    return new HistogramDataPointSnapshot(buckets, sum, labels, null, created());
  }

  private String text() {
    return TEXTS[random.nextInt(TEXTS.length)];
  }

  private double value() {
    return VALUES[random.nextInt(VALUES.length)];
  }

  private double positive() {
    return Math.abs(VALUES[random.nextInt(6)]);
  }

  private long created() {
    return random.nextInt(2) * 1_700_000_000_000L;
  }
}
