package io.github.ecsmetrics.agent.metrics;

import static io.github.ecsmetrics.agent.metrics.Metric.gauge;

import io.github.ecsmetrics.agent.settings.LabelSettings;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts the families of the application in the last scrape or push; there only if {@code
 * app.metrics} is on.
 *
 * <pre>
 * ee_app_metrics_families{outcome="merged"} 61
 * ee_app_metrics_success 1
 * </pre>
 */
public final class ApplicationStats implements MultiCollector {
  private static final Metric SUCCESS =
      gauge(
          "ee_app_metrics_success",
          "Whether all of the application's own metrics were read last time, 1 or 0");
  private static final Metric FAMILIES =
      gauge(
          "ee_app_metrics_families",
          "Metric families of the application in the last page, by outcome");

  private final OwnLabels own;
  private final Map<String, Integer> byOutcome = new LinkedHashMap<>();

  /** NaN as long as no source has been found. */
  private double success = Double.NaN;

  private Samples last = new Samples();

  /**
   * @param monitor knows the own container and the tags of the task
   * @param labels of all series; null for none
   */
  public ApplicationStats(TaskMonitor monitor, LabelSettings labels) {
    own = new OwnLabels(monitor, new ConstantLabels(labels));
  }

  /** The labels of the agent's own container, to add to the application's series. */
  public synchronized Labels labels() {
    return own.latest().labels();
  }

  /** Notes whether every source was read. */
  public synchronized void read(boolean whole) {
    success = whole ? 1 : 0;
  }

  /** Notes that the application has no metrics, or none yet. */
  public synchronized void nothingFound() {
    success = Double.NaN;
    byOutcome.clear();
  }

  /**
   * Notes what became of the families.
   *
   * @param merged those on the page
   * @param conflicts those left out because another one has the name
   * @param invalid those left out because Prometheus would refuse them
   */
  public synchronized void families(int merged, int conflicts, int invalid) {
    byOutcome.put("merged", merged);
    byOutcome.put("conflict", conflicts);
    byOutcome.put("invalid", invalid);
  }

  @Override
  public synchronized MetricSnapshots collect() {
    SeriesLabels labels = own.latest();
    Samples samples = new Samples();
    for (Map.Entry<String, Integer> outcome : byOutcome.entrySet()) {
      samples.add(FAMILIES, labels.with("outcome", outcome.getKey()), outcome.getValue());
    }
    samples.add(SUCCESS, labels, success);
    MetricSnapshots snapshots = samples.build(last);
    last = samples;
    return snapshots;
  }
}
