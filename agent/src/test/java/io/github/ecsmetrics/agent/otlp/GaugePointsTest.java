package io.github.ecsmetrics.agent.otlp;

import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import org.junit.jupiter.api.Test;

/** Metrics that OTLP has no kind for. */
class GaugePointsTest {
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
    Encoded.assertArrives(
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
    Encoded.assertArrives(
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
    Encoded.assertArrives(
        unknown,
        """
        metrics {
          name: "odd"
          metadata { key: "prometheus.type" value { string_value: "unknown" } }
          gauge { data_points { time_unix_nano: 60000000000 as_double: -1 } }
        }
        """);
  }
}
