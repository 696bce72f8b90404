package io.github.ecsmetrics.agent.metrics;

import static io.github.ecsmetrics.agent.metrics.Metric.counter;
import static io.github.ecsmetrics.agent.metrics.Metric.gauge;
import static io.github.ecsmetrics.agent.metrics.Metric.info;
import static io.github.ecsmetrics.agent.metrics.Metric.summary;

import io.github.ecsmetrics.agent.task.RequestStats;
import io.github.ecsmetrics.agent.task.TaskSnapshot;

/**
 * The metrics of the agent itself and its requests, without the labels of the task.
 *
 * <pre>
 * # TYPE ee_ecs_metrics_exporter_success gauge
 * ee_ecs_metrics_exporter_success 1
 * # TYPE ee_metadata_requests_total counter
 * ee_metadata_requests_total{outcome="success",path="/task"} 1
 * </pre>
 */
final class AgentMetrics {
  private static final Metric SUCCESS =
      gauge(
          "ee_ecs_metrics_exporter_success",
          "Whether the last poll of the metadata endpoint was good, 1 or 0");
  private static final Metric INFO = info("ee_agent", "The agent");
  private static final Metric REQUESTS =
      counter("ee_metadata_requests", "Requests made of the metadata endpoint");
  private static final Metric REQUEST_SECONDS =
      summary("ee_metadata_request_seconds", "How long the requests of the metadata endpoint took");
  private static final Metric LAST_SUCCESS =
      gauge(
          "ee_metadata_last_success_timestamp_seconds",
          "When the metadata endpoint had last answered on both paths");

  private static final Metric SHUTDOWN =
      gauge("ee_agent_shutdown_started_timestamp_seconds", "When the JVM began to end");

  private AgentMetrics() {}

  static void addVersion(Samples samples, SeriesLabels constant, String version) {
    samples.add(INFO, constant.with("version", version), 1);
  }

  /**
   * @param constant the labels that all series have
   */
  static void add(Samples samples, SeriesLabels constant, TaskSnapshot snapshot, String version) {
    samples.add(SUCCESS, constant, snapshot.isSuccess() ? 1 : 0);
    addVersion(samples, constant, version);
    long lastSuccess = snapshot.lastSuccessEpochMillis();
    if (lastSuccess > 0) samples.add(LAST_SUCCESS, constant, lastSuccess / 1000.0);
    long shutdown = snapshot.shutdownEpochMillis();
    if (shutdown > 0) samples.add(SHUTDOWN, constant, shutdown / 1000.0);
    RequestStats requests = snapshot.requests();
    for (int i = 0; i < requests.size(); i++) {
      SeriesLabels labels =
          constant.with("path", requests.path(i)).with("outcome", requests.outcome(i));
      samples.add(REQUESTS, labels, requests.count(i));
    }
    samples.add(REQUEST_SECONDS, constant, requests.count(), requests.seconds());
  }
}
