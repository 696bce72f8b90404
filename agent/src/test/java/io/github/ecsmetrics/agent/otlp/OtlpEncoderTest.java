package io.github.ecsmetrics.agent.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.TextFormat;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The message around the metrics, counters, gauges and summaries. */
class OtlpEncoderTest {
  @Test
  void requestHasOneResourceAndOneScope() throws Exception {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("service.name", "orders");
    attributes.put("cloud.platform", "aws_ecs");
    OtlpEncoder encoder =
        new OtlpEncoder(
            Resource.of(attributes), "ecs-metrics-agent", "1.2.3", Temporality.CUMULATIVE, 10_000);
    MetricSnapshot gauge = GaugeSnapshot.builder().name("a").dataPoint(Encoded.gauge(1.5)).build();

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
    Encoded.assertArrives(
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
    Encoded.assertArrives(
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
            .dataPoint(Encoded.gauge(Double.POSITIVE_INFINITY))
            .build();
    Encoded.assertArrives(
        gauge,
        """
        metrics {
          name: "heap_bytes"
          metadata { key: "prometheus.type" value { string_value: "gauge" } }
          gauge { data_points { time_unix_nano: 60000000000 as_double: inf } }
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
    Encoded.assertArrives(
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
}
