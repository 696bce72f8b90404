package io.github.ecsmetrics.agent;

import io.github.ecsmetrics.agent.task.Poller;
import io.github.ecsmetrics.agent.task.TaskMonitor;

/**
 * Unblocks the agent's threads when the JVM ends, which otherwise waits 300 ms for each thread in
 * native code. The server goes on serving until the end.
 */
final class ShutdownHook extends Thread {
  private final TaskMonitor monitor;
  private final MetricsExporter metrics;
  private final Poller poller;

  /**
   * @param poller null outside ECS
   */
  ShutdownHook(TaskMonitor monitor, MetricsExporter metrics, Poller poller) {
    super("ecs-metrics-agent-end");
    this.monitor = monitor;
    this.metrics = metrics;
    this.poller = poller;
    setContextClassLoader(null);
  }

  @Override
  public void run() {
    monitor.beginShutdown();
    metrics.drain();
    metrics.finishPushes(poller);
    if (poller != null) poller.end();
  }
}
