package io.github.ecsmetrics.agent.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.TextFormat;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole messages, as OpenTelemetry's own classes read them. The JVM started at 10 s, now is 60 s.
 */
class OtlpEncoderTest {
  @Test
  void requestHasOneResourceAndOneScope() throws Exception {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("service.name", "orders");
    attributes.put("cloud.platform", "aws_ecs");
    OtlpEncoder encoder =
        new OtlpEncoder(
            Resource.of(attributes), "ecs-metrics-agent", "1.2.3", Temporality.CUMULATIVE, 10_000);
    MetricSnapshot gauge = GaugeSnapshot.builder().name("a").dataPoint(gauge(1.5)).build();

    List<ExportRequest> requests = encoder.encode(new MetricSnapshots(gauge), 60_000);

    assertEquals(1, requests.size());
    assertEquals(1, requests.get(0).dataPoints());
    ExportMetricsServiceRequest expected =
        TextFormat.parse(
            """
            resource_metrics {
              resource {
                attributes { key: "service.name" value { string_value: "orders" } }
                attributes { key: "cloud.platform" value { string_value: "aws_ecs" } }
              }
              scope_metrics {
                scope { name: "ecs-metrics-agent" version: "1.2.3" }
                metrics {
                  name: "a"
                  metadata { key: "prometheus.type" value { string_value: "gauge" } }
                  gauge { data_points { time_unix_nano: 60000000000 as_double: 1.5 } }
                }
              }
            }
            """,
            ExportMetricsServiceRequest.class);
    assertEquals(expected.toString(), Receiver.decode(requests.get(0)).toString());
  }

  @Test
  void counterIsAMonotonicSumSinceTheJvmStarted() throws Exception {
    MetricSnapshot counter =
        CounterSnapshot.builder()
            .name("requests")
            .help("Requests.")
            .dataPoint(
                CounterSnapshot.CounterDataPointSnapshot.builder()
                    .value(7)
                    .labels(Labels.of("code", "200", "path", "/ä"))
                    .build())
            .build();
    assertArrives(
        counter,
        """
        metrics {
          name: "requests_total"
          description: "Requests."
          metadata { key: "prometheus.type" value { string_value: "counter" } }
          sum {
            data_points {
              attributes { key: "code" value { string_value: "200" } }
              attributes { key: "path" value { string_value: "/ä" } }
              start_time_unix_nano: 10000000000
              time_unix_nano: 60000000000
              as_double: 7
            }
            aggregation_temporality: AGGREGATION_TEMPORALITY_CUMULATIVE
            is_monotonic: true
          }
        }
        """);
  }

  /** The ids of an exemplar are bytes; one that is no id stays a label. */
  @Test
  void counterHasItsOwnStartAndExemplar() throws Exception {
    Exemplar exemplar =
        Exemplar.builder()
            .value(2)
            .traceId("000102030405060708090a0b0c0d0eFF")
            .spanId("not-a-span")
            .labels(Labels.of("user", "x"))
            .timestampMillis(55_000)
            .build();
    MetricSnapshot counter =
        CounterSnapshot.builder()
            .name("requests")
            .dataPoint(
                CounterSnapshot.CounterDataPointSnapshot.builder()
                    .value(7)
                    .createdTimestampMillis(20_000)
                    .scrapeTimestampMillis(59_000)
                    .exemplar(exemplar)
                    .build())
            .build();
    assertArrives(
        counter,
        """
        metrics {
          name: "requests_total"
          metadata { key: "prometheus.type" value { string_value: "counter" } }
          sum {
            data_points {
              start_time_unix_nano: 20000000000
              time_unix_nano: 59000000000
              as_double: 7
              exemplars {
                filtered_attributes { key: "span_id" value { string_value: "not-a-span" } }
                filtered_attributes { key: "user" value { string_value: "x" } }
                time_unix_nano: 55000000000
                as_double: 2
                trace_id: "\\000\\001\\002\\003\\004\\005\\006\\007\\010\\t\\n\\013\\014\\r\\016\\377"
              }
            }
            aggregation_temporality: AGGREGATION_TEMPORALITY_CUMULATIVE
            is_monotonic: true
          }
        }
        """);
  }

  /** A unit would be appended to the name by receivers, which then ends in {@code _bytes} twice. */
  @Test
  void gaugeHasNoUnit() throws Exception {
    MetricSnapshot gauge =
        GaugeSnapshot.builder()
            .name("heap_bytes")
            .unit(Unit.BYTES)
            .dataPoint(gauge(Double.POSITIVE_INFINITY))
            .build();
    assertArrives(
        gauge,
        """
        metrics {
          name: "heap_bytes"
          metadata { key: "prometheus.type" value { string_value: "gauge" } }
          gauge { data_points { time_unix_nano: 60000000000 as_double: inf } }
        }
        """);
  }

  @Test
  void infoIsAGaugeOfOne() throws Exception {
    MetricSnapshot info =
        InfoSnapshot.builder()
            .name("task")
            .dataPoint(
                InfoSnapshot.InfoDataPointSnapshot.builder()
                    .labels(Labels.of("cluster", "c"))
                    .build())
            .build();
    assertArrives(
        info,
        """
        metrics {
          name: "task_info"
          metadata { key: "prometheus.type" value { string_value: "info" } }
          gauge {
            data_points {
              attributes { key: "cluster" value { string_value: "c" } }
              time_unix_nano: 60000000000
              as_double: 1
            }
          }
        }
        """);
  }

  @Test
  void stateSetHasAGaugeForEachState() throws Exception {
    MetricSnapshot states =
        StateSetSnapshot.builder()
            .name("health")
            .dataPoint(
                StateSetSnapshot.StateSetDataPointSnapshot.builder()
                    .labels(Labels.of("zone", "a"))
                    .state("down", false)
                    .state("up", true)
                    .build())
            .build();
    assertArrives(
        states,
        """
        metrics {
          name: "health"
          metadata { key: "prometheus.type" value { string_value: "stateset" } }
          gauge {
            data_points {
              attributes { key: "health" value { string_value: "down" } }
              attributes { key: "zone" value { string_value: "a" } }
              time_unix_nano: 60000000000
              as_double: 0
            }
            data_points {
              attributes { key: "health" value { string_value: "up" } }
              attributes { key: "zone" value { string_value: "a" } }
              time_unix_nano: 60000000000
              as_double: 1
            }
          }
        }
        """);
  }

  @Test
  void unknownIsAGauge() throws Exception {
    MetricSnapshot unknown =
        UnknownSnapshot.builder()
            .name("odd")
            .dataPoint(UnknownSnapshot.UnknownDataPointSnapshot.builder().value(-1).build())
            .build();
    assertArrives(
        unknown,
        """
        metrics {
          name: "odd"
          metadata { key: "prometheus.type" value { string_value: "unknown" } }
          gauge { data_points { time_unix_nano: 60000000000 as_double: -1 } }
        }
        """);
  }

  /** The specification drops a summary without a count, and sends 0 for an unknown sum. */
  @Test
  void summaryHasItsQuantiles() throws Exception {
    MetricSnapshot summary =
        SummarySnapshot.builder()
            .name("latency_seconds")
            .dataPoint(
                SummarySnapshot.SummaryDataPointSnapshot.builder()
                    .quantiles(Quantiles.builder().quantile(0.5, 0.1).quantile(0.99, 2).build())
                    .count(3)
                    .sum(2.5)
                    .build())
            .dataPoint(
                SummarySnapshot.SummaryDataPointSnapshot.builder()
                    .labels(Labels.of("of", "no sum"))
                    .count(4)
                    .build())
            .dataPoint(
                SummarySnapshot.SummaryDataPointSnapshot.builder()
                    .labels(Labels.of("of", "no count"))
                    .sum(1)
                    .build())
            .build();
    assertArrives(
        summary,
        """
        metrics {
          name: "latency_seconds"
          metadata { key: "prometheus.type" value { string_value: "summary" } }
          summary {
            data_points {
              start_time_unix_nano: 10000000000
              time_unix_nano: 60000000000
              count: 3
              sum: 2.5
              quantile_values { quantile: 0.5 value: 0.1 }
              quantile_values { quantile: 0.99 value: 2 }
            }
            data_points {
              attributes { key: "of" value { string_value: "no sum" } }
              start_time_unix_nano: 10000000000
              time_unix_nano: 60000000000
              count: 4
            }
          }
        }
        """);
  }

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
    assertArrives(
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
    assertArrives(
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
    assertArrives(
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
    assertArrives(
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
    assertEquals(List.of(), encoder().encode(new MetricSnapshots(histogram), 60_000));
  }

  private static void assertArrives(MetricSnapshot snapshot, String metrics) throws Exception {
    List<ExportRequest> requests = encoder().encode(new MetricSnapshots(snapshot), 60_000);
    ScopeMetrics expected = TextFormat.parse(metrics, ScopeMetrics.class);
    ScopeMetrics arrived =
        ScopeMetrics.newBuilder().addAllMetrics(Receiver.metrics(requests)).build();
    assertEquals(expected.toString(), arrived.toString());
  }

  private static OtlpEncoder encoder() {
    return new OtlpEncoder(Resource.of(Map.of()), "s", "1", Temporality.CUMULATIVE, 10_000);
  }

  private static GaugeSnapshot.GaugeDataPointSnapshot gauge(double value) {
    return GaugeSnapshot.GaugeDataPointSnapshot.builder().value(value).build();
  }
}
