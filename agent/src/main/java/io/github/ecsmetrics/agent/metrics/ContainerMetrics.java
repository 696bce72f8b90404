package io.github.ecsmetrics.agent.metrics;

import static io.github.ecsmetrics.agent.metrics.Metric.counter;
import static io.github.ecsmetrics.agent.metrics.Metric.gauge;
import static io.github.ecsmetrics.agent.metrics.Metric.info;

import io.github.ecsmetrics.agent.json.JsonField;
import io.github.ecsmetrics.agent.metadata.Container;
import io.github.ecsmetrics.agent.metadata.Task;
import java.util.Arrays;
import java.util.List;

/**
 * The properties of a container, whether it runs or not.
 *
 * <pre>
 * # TYPE ee_container_status gauge
 * ee_container_status{container_id="...",container_name="curl",desired="RUNNING",known="STOPPED",...} 1
 * # TYPE ee_container_exit_code gauge
 * ee_container_exit_code{container_id="...",container_name="curl",...} 137
 * </pre>
 */
final class ContainerMetrics {
  private static final List<MetricRow<JsonField<Container, Double>>> ROWS =
      Arrays.asList(
          MetricRow.of(
              gauge("ee_container_exit_code", "Exit code of the last run"), Container.EXIT_CODE),
          MetricRow.of(
              counter("ee_container_restarts", "Restarts by the container's restart policy"),
              Container.RESTART_COUNT),
          MetricRow.of(
              gauge("ee_container_created_time_seconds", "When the container was created"),
              Container.CREATED_AT),
          MetricRow.of(
              gauge("ee_container_start_time_seconds", "When the container started"),
              Container.STARTED_AT),
          MetricRow.of(
              gauge("ee_container_finish_time_seconds", "When the container ended"),
              Container.FINISHED_AT));

  private static final Metric CPU_LIMIT =
      gauge("ee_container_cpu_limit", "CPU asked for by the container in vCPU");
  private static final Metric MEMORY_LIMIT =
      gauge("ee_container_memory_limit_bytes", "Memory limit of the container, else of its task");
  private static final Metric INFO = info("ee_container", "Properties of the container");
  private static final Metric STATUS =
      gauge("ee_container_status", "Status of the container: known and desired");
  private static final Metric HEALTH =
      gauge("ee_container_health", "Health check status of the container");

  private ContainerMetrics() {}

  static void add(
      Samples samples, SeriesLabels labels, Container container, Task task, boolean self) {
    for (MetricRow<JsonField<Container, Double>> row : ROWS)
      row.add(samples, labels, container.number(row.field));
    samples.add(CPU_LIMIT, labels, container.cpuLimit());
    samples.add(MEMORY_LIMIT, labels, container.memoryLimit(task));
    samples.add(INFO, infoLabels(labels, container, self), 1);
    SeriesLabels status = labels.with("desired", container.text(Container.DESIRED_STATUS));
    status = status.with("known", container.text(Container.KNOWN_STATUS));
    if (status != labels) samples.add(STATUS, status, 1);
    SeriesLabels health = labels.with("status", container.text(Container.HEALTH_STATUS));
    if (health != labels) samples.add(HEALTH, health, 1);
  }

  private static SeriesLabels infoLabels(SeriesLabels labels, Container container, boolean self) {
    SeriesLabels info = labels.with("image", container.text(Container.IMAGE));
    info = info.with("image_id", container.text(Container.IMAGE_ID));
    info = info.with("container_arn", container.text(Container.CONTAINER_ARN));
    info = info.with("type", container.text(Container.TYPE));
    return info.with("self", self ? "true" : null);
  }
}
