package io.github.ecsmetrics.agent.otlp;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;

/**
 * Encodes snapshots as OTLP requests, push after push.
 *
 * <pre>{@code
 * resource_metrics {
 *   resource { attributes { key: "service.name" value { string_value: "orders" } } }
 *   scope_metrics {
 *     scope { name: "ecs-metrics-agent" version: "1.0" }
 *     metrics {
 *       name: "ee_container_cpu_usage_seconds_total"
 *       sum {
 *         data_points {
 *           attributes { key: "container_name" value { string_value: "app" } }
 *           start_time_unix_nano: 1764115200000000000
 *           time_unix_nano: 1764115260000000000
 *           as_double: 12.5
 *         }
 *         aggregation_temporality: AGGREGATION_TEMPORALITY_CUMULATIVE
 *         is_monotonic: true
 *       }
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>One thread at a time.
 */
public final class OtlpEncoder {
  private ProtobufWriter resource;
  private final ProtobufWriter scope = new ProtobufWriter();
  private final Temporality temporality;
  private final SeriesHistory history;
  private String tooLarge;

  /**
   * @param start of the JVM in milliseconds since the epoch: from when a counter counts if its
   *     snapshot has no time of creation
   */
  public OtlpEncoder(
      Resource resource,
      String scopeName,
      String scopeVersion,
      Temporality temporality,
      long start) {
    this.resource = resource.message();
    int scopeMessage = scope.begin(1);
    scope.string(1, scopeName);
    scope.string(2, scopeVersion);
    scope.end(scopeMessage);
    this.temporality = temporality;
    this.history = new SeriesHistory(temporality, start);
  }

  /** Changes the resource, as more becomes known of the task; start times and deltas go on. */
  public void setResource(Resource resource) {
    this.resource = resource.message();
  }

  /**
   * The requests of one push, in the order of the snapshots. Those of the push before are out of
   * date then.
   *
   * @param now when the snapshots were taken, in milliseconds since the epoch
   */
  public List<ExportRequest> encode(MetricSnapshots snapshots, long now) {
    RequestSplitter splitter = new RequestSplitter(resource, scope, temporality, now);
    history.begin(now);
    for (MetricSnapshot snapshot : snapshots) {
      splitter.add(history.observe(OtlpMetric.of(snapshot)));
    }
    tooLarge = splitter.tooLarge();
    return splitter.finish();
  }

  /**
   * The name of a metric of the last push that has a data point of more than 900 kB, which no
   * request has room for; null if all were encoded.
   */
  public String tooLarge() {
    return tooLarge;
  }

  /**
   * Call this after the receiver accepted a request of the last push, even partly. Its points are
   * not sent again. A delta without this call is added to the next one.
   */
  public void acknowledge(ExportRequest request) {
    history.acknowledge(request.points);
  }
}
