package io.github.ecsmetrics.agent.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real native histogram that coarsens its buckets and widens its zero bucket: the deltas that
 * arrived, added up, are the histogram.
 */
class NativeDeltaTest {
  /** After any time at which the histogram may be created. */
  private static final long NOW = 4_102_444_800_000L;

  private final Histogram histogram =
      Histogram.builder()
          .name("h")
          .nativeOnly()
          .nativeInitialSchema(5)
          .nativeMaxNumberOfBuckets(12)
          .nativeMinZeroThreshold(1e-6)
          .nativeMaxZeroThreshold(0.01)
          .build();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void deltasAddUpToTheHistogram(long seed) throws Exception {
    Random random = new Random(seed);
    OtlpEncoder delta = new OtlpEncoder(Resource.of(Map.of()), "s", "1", Temporality.DELTA, 0);
    OtlpEncoder cumulative =
        new OtlpEncoder(Resource.of(Map.of()), "s", "1", Temporality.CUMULATIVE, 0);
    List<ExponentialHistogramDataPoint> arrived = new ArrayList<>();
    Set<Integer> scales = new HashSet<>();
    Set<Double> thresholds = new HashSet<>();
    ExponentialHistogramDataPoint whole = null;
    for (int push = 1; push <= 40; push++) {
      int observations = random.nextInt(6);
      for (int i = 0; i < observations; i++) {
        double size = Math.pow(2, random.nextGaussian() * push / 4);
        histogram.observe(random.nextInt(4) == 0 ? -size : size);
      }
      MetricSnapshots snapshots = new MetricSnapshots(histogram.collect());
      whole = point(cumulative.encode(snapshots, NOW + push).get(0));
      ExportRequest request = delta.encode(snapshots, NOW + push).get(0);
      scales.add(whole.getScale());
      thresholds.add(whole.getZeroThreshold());
      if (push < 40 && random.nextInt(3) == 0) continue;
      arrived.add(point(request));
      delta.acknowledge(request);
    }
    assertTrue(scales.size() > 2, "scales " + scales);
    assertTrue(thresholds.size() > 2, "thresholds " + thresholds);
    assertEquals(sum(List.of(whole), whole), sum(arrived, whole));
  }

  private static ExponentialHistogramDataPoint point(ExportRequest request) throws Exception {
    Metric metric = Receiver.metrics(List.of(request)).get(0);
    return metric.getExponentialHistogram().getDataPoints(0);
  }

  /** The counts by upper bound, in the buckets of the last point. */
  private static Map<Double, Long> sum(
      List<ExponentialHistogramDataPoint> points, ExponentialHistogramDataPoint last) {
    Map<Double, Long> counts = new TreeMap<>();
    for (ExponentialHistogramDataPoint point : points) {
      counts.merge(0.0, point.getZeroCount(), Long::sum);
      long all = point.getZeroCount();
      for (int sign : new int[] {1, -1}) {
        var buckets = sign > 0 ? point.getPositive() : point.getNegative();
        for (int i = 0; i < buckets.getBucketCountsCount(); i++) {
          long count = buckets.getBucketCounts(i);
          all += count;
          if (count == 0) continue;
          double middle =
              Math.pow(2, (buckets.getOffset() + i + 0.5) * Math.pow(2, -point.getScale()));
          double index = Math.ceil(Math.log(middle) / Math.log(2) * Math.pow(2, last.getScale()));
          double bucket =
              middle <= last.getZeroThreshold()
                  ? 0
                  : sign * Math.pow(2, index * Math.pow(2, -last.getScale()));
          counts.merge(bucket, count, Long::sum);
        }
      }
      assertEquals(all, point.getCount());
    }
    return counts;
  }
}
