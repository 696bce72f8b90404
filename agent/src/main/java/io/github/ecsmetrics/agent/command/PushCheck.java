package io.github.ecsmetrics.agent.command;

import io.github.ecsmetrics.agent.classes.AgentJar;
import io.github.ecsmetrics.agent.metrics.MetricCollectors;
import io.github.ecsmetrics.agent.metrics.PushStats;
import io.github.ecsmetrics.agent.push.Pushes;
import io.github.ecsmetrics.agent.settings.Settings;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/** Shows where metrics would be pushed, or pushes them once and shows what came back. */
final class PushCheck implements Supplier<List<MultiCollector>> {
  private final Settings settings;
  private final TaskMonitor monitor;
  private final CheckCommand check;

  PushCheck(Settings settings, TaskMonitor monitor, CheckCommand check) {
    this.settings = settings;
    this.monitor = monitor;
    this.check = check;
  }

  /**
   * The agent's own version only: the counters of this JVM would appear as those of the JVM that
   * the agent runs in, and reset them.
   */
  @Override
  public List<MultiCollector> get() {
    return Collections.singletonList(MetricCollectors.version(AgentJar.version(), settings.labels));
  }

  /** Prints a line for each target without a request to it. */
  void show() {
    if (settings.push != null) check.print("push", settings.push.address + " when the JVM ends");
    if (settings.otlp == null) return;
    String signed =
        settings.otlp.signature == null ? "" : ", signed for " + settings.otlp.signature;
    check.print(
        "push",
        settings.otlp.address
            + " by OTLP every "
            + settings.otlp.intervalMillis / 1000
            + " s and when the JVM ends"
            + signed);
  }

  /** Pushes to each target, and prints a line with what came back. */
  void push() {
    if (settings.push == null && settings.otlp == null) {
      check.problem("push", "neither push.url nor otlp.endpoint is set");
      return;
    }
    PushStats stats = new PushStats(monitor, settings.labels);
    if (settings.push != null) {
      check.print("push", settings.push.address + " is not tried: that would replace its metrics");
    }
    if (settings.otlp == null) return;
    int millis = settings.otlp.timeoutMillis;
    Pushes pushes = new Pushes(settings, monitor, this, AgentJar.version(), stats);
    String failure = pushes.pushOnce(millis);
    if (failure == null) check.print("push", settings.otlp.address + " accepted ee_agent_info");
    else check.problem("push", settings.otlp.address + ": " + failure);
  }
}
