package io.github.ecsmetrics.agent.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Classic and native histograms. */
class HistogramEncodingTest {
  /** A scrape has le="0.5" 1, le="1" 3 and le="+Inf" 6. */
  @Test
  void classicHistogramHasACountForEachBucket() throws Exception {
    MetricSnapshot histogram =
        HistogramSnapshot.builder()
            .name("latency_seconds")
            .dataPoint(
                HistogramSnapshot.HistogramDataPointSnapshot.builder()
                    .classicHistogramBuckets(
                        ClassicHistogramBuckets.of(
                            new double[] {0.5, 1, Double.POSITIVE_INFINITY}, new long[] {1, 2, 3}))
                    .sum(8.5)
                    .exemplars(
                        Exemplars.of(
                            Exemplar.builder().value(0.75).spanId("00000000000000ff").build()))
                    .build())
            .build();
    Encoded.assertArrives(
        histogram,
        """
        metrics {
          name: "latency_seconds"
          metadata { key: "prometheus.type" value { string_value: "histogram" } }
          histogram {
            data_points {
              start_time_unix_nano: 10000000000
              time_unix_nano: 60000000000
              count: 6
              sum: 8.5
              bucket_counts: [1, 2, 3]
              explicit_bounds: [0.5, 1]
              exemplars { as_double: 0.75 span_id: "\\000\\000\\000\\000\\000\\000\\000\\377" }
            }
            aggregation_temporality: AGGREGATION_TEMPORALITY_CUMULATIVE
          }
        }
        """);
  }

  /** As in a scrape, which has one bucket for a point without classic ones. */
  @Test
  void histogramThatIsClassicInPartIsClassic() throws Exception {
    MetricSnapshot histogram =
        HistogramSnapshot.builder()
            .name("h")
            .dataPoint(
                HistogramSnapshot.HistogramDataPointSnapshot.builder()
                    .classicHistogramBuckets(
                        ClassicHistogramBuckets.of(
                            new double[] {Double.POSITIVE_INFINITY}, new long[] {5}))
                    .nativeSchema(0)
                    .nativeZeroCount(5)
                    .build())
            .dataPoint(
                HistogramSnapshot.HistogramDataPointSnapshot.builder()
                    .labels(Labels.of("of", "native"))
                    .nativeSchema(0)
                    .nativeZeroCount(2)
                    .build())
            .build();
    Encoded.assertArrives(
        histogram,
        """
        metrics {
          name: "h"
          metadata { key: "prometheus.type" value { string_value: "histogram" } }
          histogram {
            data_points {
              start_time_unix_nano: 10000000000
              time_unix_nano: 60000000000
              count: 5
              bucket_counts: 5
            }
            data_points {
              attributes { key: "of" value { string_value: "native" } }
              start_time_unix_nano: 10000000000
              time_unix_nano: 60000000000
              count: 2
              bucket_counts: 2
            }
            aggregation_temporality: AGGREGATION_TEMPORALITY_CUMULATIVE
          }
        }
        """);
  }

  /**
   * With schema 0, Prometheus' bucket 1 is (1, 2], which is index 0 in OTLP; the gap to bucket 4 is
   * filled.
   */
  @Test
  void nativeHistogramIsExponential() throws Exception {
    MetricSnapshot histogram =
        HistogramSnapshot.builder()
            .name("size")
            .dataPoint(
                HistogramSnapshot.HistogramDataPointSnapshot.builder()
                    .nativeSchema(0)
                    .nativeZeroCount(2)
                    .nativeZeroThreshold(0.25)
                    .nativeBucketsForPositiveValues(
                        NativeHistogramBuckets.of(new int[] {1, 4}, new long[] {3, 300}))
                    .nativeBucketsForNegativeValues(
                        NativeHistogramBuckets.of(new int[] {-1}, new long[] {1}))
                    .sum(99)
                    .build())
            .build();
    Encoded.assertArrives(
        histogram,
        """
        metrics {
          name: "size"
          metadata { key: "prometheus.type" value { string_value: "histogram" } }
          exponential_histogram {
            data_points {
              start_time_unix_nano: 10000000000
              time_unix_nano: 60000000000
              count: 306
              sum: 99
              zero_count: 2
              positive { offset: 0 bucket_counts: [3, 0, 0, 300] }
              negative { offset: -2 bucket_counts: 1 }
              zero_threshold: 0.25
            }
            aggregation_temporality: AGGREGATION_TEMPORALITY_CUMULATIVE
          }
        }
        """);
  }

  /** 2^1024 is above every double, so what is above it can only be infinity. */
  @ParameterizedTest
  @CsvSource({"-4, 64", "-1, 512", "0, 1024", "3, 8192", "8, 262144"})
  void bucketOfInfinityIsDropped(int schema, int lastFinite) throws Exception {
    MetricSnapshot histogram =
        HistogramSnapshot.builder()
            .name("size")
            .dataPoint(
                HistogramSnapshot.HistogramDataPointSnapshot.builder()
                    .nativeSchema(schema)
                    .nativeBucketsForPositiveValues(
                        NativeHistogramBuckets.of(
                            new int[] {lastFinite, lastFinite + 1}, new long[] {3, 4}))
                    .build())
            .build();
    Encoded.assertArrives(
        histogram,
        """
        metrics {
          name: "size"
          metadata { key: "prometheus.type" value { string_value: "histogram" } }
          exponential_histogram {
            data_points {
              start_time_unix_nano: 10000000000
              time_unix_nano: 60000000000
              count: 3
              scale: %d
              positive { offset: %d bucket_counts: 3 }
            }
            aggregation_temporality: AGGREGATION_TEMPORALITY_CUMULATIVE
          }
        }
        """
            .formatted(schema, lastFinite - 1));
  }

  @Test
  void gaugeHistogramIsDropped() throws Exception {
    MetricSnapshot histogram =
        HistogramSnapshot.builder()
            .gaugeHistogram(true)
            .name("h")
            .dataPoint(
                HistogramSnapshot.HistogramDataPointSnapshot.builder()
                    .classicHistogramBuckets(
                        ClassicHistogramBuckets.of(
                            new double[] {Double.POSITIVE_INFINITY}, new long[] {5}))
                    .build())
            .build();
    assertEquals(List.of(), Encoded.encoder().encode(new MetricSnapshots(histogram), 60_000));
  }
}
