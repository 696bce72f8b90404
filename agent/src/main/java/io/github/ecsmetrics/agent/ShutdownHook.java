package io.github.ecsmetrics.agent;

import io.github.ecsmetrics.agent.push.FinalPush;
import io.github.ecsmetrics.agent.task.Poller;

/**
 * Unblocks the agent's threads when the JVM ends, which otherwise waits 300 ms for each thread in
 * native code. The server goes on serving until the end.
 */
final class ShutdownHook extends Thread {
  private final MetricsExporter metrics;
  private final Poller poller;
  private final FinalPush push;

  /**
   * @param poller null outside ECS
   * @param push null if nothing is pushed
   */
  ShutdownHook(MetricsExporter metrics, Poller poller, FinalPush push) {
    super("ecs-metrics-agent-end");
    this.metrics = metrics;
    this.poller = poller;
    this.push = push;
    setContextClassLoader(null);
  }

  @Override
  public void run() {
    metrics.drain();
    if (push != null) push.runInTime();
    if (poller != null) poller.end();
  }
}
