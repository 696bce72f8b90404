package io.github.ecsmetrics.agent.metrics;

import io.github.ecsmetrics.agent.metadata.Container;
import io.github.ecsmetrics.agent.metadata.ContainerFilter;
import io.github.ecsmetrics.agent.metadata.ContainerStats;
import io.github.ecsmetrics.agent.metadata.Task;
import io.github.ecsmetrics.agent.task.ContainerSnapshot;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import io.github.ecsmetrics.agent.task.TaskSnapshot;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/**
 * All series of the task and of the agent itself, made from the last snapshot.
 *
 * <p>They are made once per snapshot, however often it is scraped.
 */
final class TaskCollector implements MultiCollector {
  private final TaskMonitor monitor;
  private final ContainerFilter filter;
  private final String version;
  private final ConstantLabels constant;
  private final LabelCache labels = new LabelCache();
  private TaskSnapshot snapshot;
  private Samples last = new Samples();
  private MetricSnapshots snapshots;

  TaskCollector(
      TaskMonitor monitor, ContainerFilter filter, String version, ConstantLabels constant) {
    this.monitor = monitor;
    this.filter = filter;
    this.version = version;
    this.constant = constant;
  }

  @Override
  public synchronized MetricSnapshots collect() {
    TaskSnapshot latest = monitor.latest();
    if (latest != snapshot) {
      snapshots = snapshots(latest);
      snapshot = latest;
    }
    return snapshots;
  }

  private MetricSnapshots snapshots(TaskSnapshot latest) {
    Samples samples = new Samples();
    SeriesLabels ofAll = constant.with(latest.tags());
    labels.begin(ofAll, latest.identity());
    AgentMetrics.add(samples, ofAll, latest, version);
    if (latest.task() != null) {
      samples.countFrom(latest.task().number(Task.PULL_STARTED_AT));
      TaskMetrics.add(samples, labels.task(), latest.task());
    }
    if (latest.totals() != null) {
      UsageMetrics.addTask(samples, labels.task(), latest.totals());
      NetworkMetrics.addTask(samples, labels.task(), latest.totals(), latest.networkMode());
    }
    for (ContainerSnapshot container : latest.containers()) {
      if (filter.serves(container.name())) add(samples, labels.of(container), container, latest);
    }
    MetricSnapshots built = samples.build(last);
    last = samples;
    return built;
  }

  private static void add(
      Samples samples, SeriesLabels labels, ContainerSnapshot container, TaskSnapshot latest) {
    Container described = container.container();
    samples.countFrom(described == null ? Double.NaN : described.number(Container.CREATED_AT));
    if (described != null) {
      ContainerMetrics.add(samples, labels, described, latest.task(), container.isSelf());
    }
    ContainerStats stats = container.stats();
    if (stats == null) return;
    samples.countFrom(described == null ? Double.NaN : described.number(Container.STARTED_AT));
    UsageMetrics.addContainer(samples, labels, stats);
    DetailMetrics.addContainer(samples, labels, stats);
    NetworkMetrics.addContainer(samples, labels, stats, latest.networkMode());
  }
}
