package io.github.ecsmetrics.agent.metrics;

import static io.github.ecsmetrics.agent.metrics.Metric.counter;
import static io.github.ecsmetrics.agent.metrics.Metric.gauge;

import io.github.ecsmetrics.agent.settings.LabelSettings;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts the requests of pushes by OTLP; there only if something is pushed by OTLP.
 *
 * <pre>
 * ee_agent_push_total{outcome="success"} 12
 * ee_agent_push_last_success_timestamp_seconds 1764144000.1
 * </pre>
 */
public final class PushStats implements MultiCollector {
  private static final Metric PUSHES =
      counter("ee_agent_push", "Requests by OTLP to push metrics, by outcome");
  private static final Metric LAST_SUCCESS =
      gauge(
          "ee_agent_push_last_success_timestamp_seconds",
          "When the receiver last accepted all metrics of a push");

  private final TaskMonitor monitor;
  private final ConstantLabels constant;
  private final Map<String, Integer> byOutcome = new TreeMap<>();
  private long lastSuccessMillis;
  private LastPush lastPush = new LastPush(null, 0);
  private Samples last = new Samples();

  /**
   * @param monitor knows the tags of the task
   * @param labels of all series; null for none
   */
  public PushStats(TaskMonitor monitor, LabelSettings labels) {
    this.monitor = monitor;
    constant = new ConstantLabels(labels);
  }

  /**
   * Counts a request.
   *
   * @param outcome {@code success}, {@code partial}, {@code timeout}, {@code unreachable}, {@code
   *     http_503}, ...
   */
  public synchronized void count(String outcome) {
    Integer count = byOutcome.get(outcome);
    byOutcome.put(outcome, count == null ? 1 : count + 1);
    lastPush = new LastPush(outcome, System.currentTimeMillis());
  }

  /**
   * Notes that a whole push was accepted.
   *
   * @param epochMillis when
   */
  public synchronized void succeeded(long epochMillis) {
    lastSuccessMillis = epochMillis;
  }

  synchronized LastPush lastPush() {
    return lastPush;
  }

  @Override
  public synchronized MetricSnapshots collect() {
    SeriesLabels labels = constant.with(monitor.tags());
    Samples samples = new Samples();
    for (Map.Entry<String, Integer> outcome : byOutcome.entrySet()) {
      samples.add(PUSHES, labels.with("outcome", outcome.getKey()), outcome.getValue());
    }
    if (lastSuccessMillis > 0) samples.add(LAST_SUCCESS, labels, lastSuccessMillis / 1000.0);
    MetricSnapshots snapshots = samples.build(last);
    last = samples;
    return snapshots;
  }
}
