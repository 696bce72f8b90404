package io.github.ecsmetrics.agent.metrics;

import static io.github.ecsmetrics.agent.metrics.Metric.gauge;
import static io.github.ecsmetrics.agent.metrics.Metric.info;

import io.github.ecsmetrics.agent.json.JsonField;
import io.github.ecsmetrics.agent.metadata.Container;
import io.github.ecsmetrics.agent.metadata.Task;
import java.util.Arrays;
import java.util.List;

/**
 * The properties of the task as a whole.
 *
 * <pre>
 * # TYPE ee_task_cpu_limit gauge
 * ee_task_cpu_limit{container_id="_task_",container_name="_task_",task_family="curltest",task_revision="3"} 0.25
 * </pre>
 */
final class TaskMetrics {
  private static final List<MetricRow<JsonField<Task, Double>>> ROWS =
      Arrays.asList(
          MetricRow.of(gauge("ee_task_cpu_limit", "CPU limit of the task in vCPU"), Task.CPU_LIMIT),
          MetricRow.mebibytes(
              gauge("ee_task_memory_limit_byte", "Memory limit of the task"), Task.MEMORY_LIMIT),
          MetricRow.of(
              gauge(
                  "ee_task_pull_started_at_time",
                  "When the first image pull began, in epoch seconds"),
              Task.PULL_STARTED_AT),
          MetricRow.of(
              gauge(
                  "ee_task_pull_stopped_at_time",
                  "When the last image pull ended, in epoch seconds"),
              Task.PULL_STOPPED_AT),
          MetricRow.mebibytes(
              gauge("ee_task_ephemeral_storage_utilized_bytes", "Ephemeral storage in use"),
              Task.STORAGE_UTILIZED),
          MetricRow.mebibytes(
              gauge("ee_task_ephemeral_storage_reserved_bytes", "Ephemeral storage of the task"),
              Task.STORAGE_RESERVED),
          MetricRow.millis(
              gauge("ee_task_clock_error_bound_seconds", "How far the clock may be from UTC"),
              Task.CLOCK_ERROR_BOUND));

  private static final Metric CLOCK_SYNCHRONIZED =
      gauge("ee_task_clock_synchronized", "Whether the clock is synchronized, 1 or 0");
  private static final Metric LAST_STARTED =
      gauge(
          "ee_container_last_started_at_time",
          "When the container that started last did so, in epoch seconds");
  private static final Metric INFO = info("ee_task", "Properties of the task");
  private static final Metric STATUS =
      gauge("ee_task_status", "Status of the task: known and desired");

  private TaskMetrics() {}

  static void add(Samples samples, SeriesLabels labels, Task task) {
    for (MetricRow<JsonField<Task, Double>> row : ROWS)
      row.add(samples, labels, task.number(row.field));
    samples.add(CLOCK_SYNCHRONIZED, labels, synchronizedClock(task));
    samples.add(LAST_STARTED, labels, lastStarted(task));
    samples.add(INFO, infoLabels(labels, task), 1);
    SeriesLabels status = labels.with("desired", task.text(Task.DESIRED_STATUS));
    status = status.with("known", task.text(Task.KNOWN_STATUS));
    if (status != labels) samples.add(STATUS, status, 1);
  }

  private static double synchronizedClock(Task task) {
    String status = task.text(Task.CLOCK_STATUS);
    if ("SYNCHRONIZED".equals(status)) return 1;
    return "NOT_SYNCHRONIZED".equals(status) ? 0 : Double.NaN;
  }

  private static double lastStarted(Task task) {
    double last = Double.NaN;
    for (Container container : task.containers()) {
      double started = container.number(Container.STARTED_AT);
      if (!Double.isNaN(started) && !(started <= last)) last = started;
    }
    return last;
  }

  private static SeriesLabels infoLabels(SeriesLabels labels, Task task) {
    SeriesLabels info = labels.with("cluster", task.clusterName());
    info = info.with("service", task.text(Task.SERVICE_NAME));
    info = info.with("task_id", task.id());
    info = info.with("task_arn", task.text(Task.TASK_ARN));
    info = info.with("launch_type", task.text(Task.LAUNCH_TYPE));
    return info.with("availability_zone", task.text(Task.AVAILABILITY_ZONE));
  }
}
