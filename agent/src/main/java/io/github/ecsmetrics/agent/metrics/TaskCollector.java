package io.github.ecsmetrics.agent.metrics;

import io.github.ecsmetrics.agent.metadata.ContainerFilter;
import io.github.ecsmetrics.agent.metadata.ContainerStats;
import io.github.ecsmetrics.agent.metadata.Observation;
import io.github.ecsmetrics.agent.metadata.ObservedContainer;
import io.github.ecsmetrics.agent.metadata.TaskWatch;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/**
 * All series of the task and of the agent itself, made of the last observation.
 *
 * <p>Made once per observation, however often it is scraped.
 */
final class TaskCollector implements MultiCollector {
  private final TaskWatch watch;
  private final ContainerFilter filter;
  private final String version;
  private final LabelCache labels = new LabelCache();
  private Observation observation;
  private Samples last = new Samples();
  private MetricSnapshots snapshots;

  TaskCollector(TaskWatch watch, ContainerFilter filter, String version) {
    this.watch = watch;
    this.filter = filter;
    this.version = version;
  }

  @Override
  public synchronized MetricSnapshots collect() {
    Observation latest = watch.latest();
    if (latest != observation) {
      snapshots = snapshots(latest);
      observation = latest;
    }
    return snapshots;
  }

  private MetricSnapshots snapshots(Observation latest) {
    Samples samples = new Samples();
    labels.begin(latest.identity());
    AgentMetrics.add(samples, latest, version);
    if (latest.task() != null) TaskMetrics.add(samples, labels.task(), latest.task());
    if (latest.totals() != null) {
      UsageMetrics.addTask(samples, labels.task(), latest.totals());
      NetworkMetrics.addTask(samples, labels.task(), latest.totals(), latest.networkMode());
    }
    for (ObservedContainer container : latest.containers()) {
      if (filter.serves(container.name())) add(samples, labels.of(container), container, latest);
    }
    MetricSnapshots built = samples.build(last);
    last = samples;
    return built;
  }

  private static void add(
      Samples samples, SeriesLabels labels, ObservedContainer container, Observation latest) {
    if (container.container() != null) {
      ContainerMetrics.add(
          samples, labels, container.container(), latest.task(), container.isSelf());
    }
    ContainerStats stats = container.stats();
    if (stats == null) return;
    UsageMetrics.addContainer(samples, labels, stats);
    DetailMetrics.addContainer(samples, labels, stats);
    NetworkMetrics.addContainer(samples, labels, stats, latest.networkMode());
  }
}
