package io.github.ecsmetrics.agent.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hundreds of series that grow, restart, vanish and come back, and a receiver that loses requests:
 * what it took adds up to what happened, and its intervals neither overlap nor have gaps.
 */
class DeltaModelTest {
  private static final int SERIES = 400;
  private static final long JVM_START = 1_000_000;

  /** What happens to one counter and to one histogram with the buckets 1 and infinity. */
  private static final class Truth {
    final boolean olderThanJvm;
    boolean present = true;
    boolean seen;
    long created;
    long value;
    long small;
    long large;

    /** What a receiver must be told: all since the JVM started, or since it was first seen. */
    long expectedValue;

    long expectedSmall;
    long expectedLarge;

    Truth(Random random) {
      olderThanJvm = random.nextBoolean();
      created = olderThanJvm ? JVM_START - 5_000 : random.nextInt(2) * JVM_START;
      if (olderThanJvm) value = small = large = 1_000;
    }

    void grow(long more) {
      value += more;
      small += more;
      large += 2 * more;
      if (olderThanJvm && !seen) return;
      expectedValue += more;
      expectedSmall += more;
      expectedLarge += 2 * more;
    }

    /** Without a time of creation it must be seen below its last value to be noticed. */
    void restart(long now, boolean withCreated) {
      created = withCreated ? now - 1 : created;
      value = 0;
      small = 0;
      large = 0;
    }
  }

  /** What arrived of one series. */
  private static final class Arrived {
    double value;
    long small;
    long large;
    long until;

    void interval(long start, long time, long lowest) {
      assertTrue(start >= lowest * 1_000_000 && start <= time, start + " to " + time);
      if (until != 0) assertEquals(until, start, "the interval begins where the last one ended");
      until = time;
    }
  }

  private final Map<String, Arrived> arrivedByName = new HashMap<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whatArrivesAddsUp(long seed) throws Exception {
    Random random = new Random(seed);
    OtlpEncoder encoder =
        new OtlpEncoder(Resource.of(Map.of()), "s", "1", Temporality.DELTA, JVM_START);
    List<Truth> truths = new ArrayList<>();
    for (int i = 0; i < SERIES; i++) truths.add(new Truth(random));
    int lost = 0;
    for (int push = 1; push <= 60; push++) {
      long now = JVM_START + push * 60_000L;
      boolean last = push == 60;
      for (Truth truth : truths) change(truth, random, now, last);
      for (ExportRequest request : encoder.encode(snapshots(truths), now)) {
        if (!last && random.nextInt(3) == 0) {
          lost++;
          continue;
        }
        arrive(request);
        encoder.acknowledge(request);
      }
    }
    assertTrue(lost > 10);
    for (int i = 0; i < SERIES; i++) {
      Truth truth = truths.get(i);
      Arrived counter = arrivedByName.get("c_total" + i);
      Arrived histogram = arrivedByName.get("h" + i);
      assertEquals(truth.expectedValue, counter.value, "counter " + i);
      assertEquals(truth.expectedSmall, histogram.small, "histogram " + i);
      assertEquals(truth.expectedLarge, histogram.large, "histogram " + i);
      assertEquals(truth.expectedLarge * 2, histogram.value, "sum of histogram " + i);
    }
  }

  private static void change(Truth truth, Random random, long now, boolean last) {
    truth.present = last || random.nextInt(8) > 0;
    if (!truth.present) return;
    if (truth.seen && truth.value > 1 && random.nextInt(10) == 0) {
      long before = truth.value;
      boolean withCreated = truth.created > 0 && random.nextBoolean();
      truth.restart(now, withCreated);
      truth.grow(withCreated ? before + random.nextInt(5) : random.nextInt((int) before));
    } else {
      truth.grow(random.nextInt(50));
    }
    truth.seen = true;
  }

  /** In three requests, the first of which has gauges only. */
  private static MetricSnapshots snapshots(List<Truth> truths) {
    List<GaugeDataPointSnapshot> gauges = new ArrayList<>();
    List<CounterDataPointSnapshot> counters = new ArrayList<>();
    List<HistogramDataPointSnapshot> histograms = new ArrayList<>();
    for (int i = 0; i < 800; i++) {
      gauges.add(new GaugeDataPointSnapshot(i, Labels.of("nr", "" + i), null));
    }
    for (int i = 0; i < truths.size(); i++) {
      Truth truth = truths.get(i);
      if (!truth.present) continue;
      Labels labels = Labels.of("nr", "" + i);
      counters.add(new CounterDataPointSnapshot(truth.value, labels, null, truth.created));
      ClassicHistogramBuckets buckets =
          ClassicHistogramBuckets.of(
              new double[] {1, Double.POSITIVE_INFINITY}, new long[] {truth.small, truth.large});
      histograms.add(
          new HistogramDataPointSnapshot(buckets, truth.large * 2, labels, null, truth.created));
    }
    return new MetricSnapshots(
        new GaugeSnapshot(new MetricMetadata("b"), gauges),
        new CounterSnapshot(new MetricMetadata("c"), counters),
        new HistogramSnapshot(new MetricMetadata("h"), histograms));
  }

  private void arrive(ExportRequest request) throws Exception {
    for (Metric metric : Receiver.metrics(List.of(request))) {
      if (metric.hasSum()) {
        assertEquals(
            AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA,
            metric.getSum().getAggregationTemporality());
      }
      for (NumberDataPoint point : metric.getSum().getDataPointsList()) {
        Arrived arrived = arrived(metric, point.getAttributes(0).getValue().getStringValue());
        arrived.value += point.getAsDouble();
        arrived.interval(point.getStartTimeUnixNano(), point.getTimeUnixNano(), JVM_START);
      }
      for (HistogramDataPoint point : metric.getHistogram().getDataPointsList()) {
        Arrived arrived = arrived(metric, point.getAttributes(0).getValue().getStringValue());
        arrived.value += point.getSum();
        arrived.small += point.getBucketCounts(0);
        arrived.large += point.getBucketCounts(1);
        assertEquals(point.getBucketCounts(0) + point.getBucketCounts(1), point.getCount());
        arrived.interval(point.getStartTimeUnixNano(), point.getTimeUnixNano(), JVM_START);
      }
    }
  }

  private Arrived arrived(Metric metric, String nr) {
    return arrivedByName.computeIfAbsent(metric.getName() + nr, name -> new Arrived());
  }
}
