package io.github.ecsmetrics.agent;

import io.github.ecsmetrics.agent.log.AgentLog;

/** The agent's thread outside ECS, where nothing is polled: it opens the port and keeps it open. */
final class OutsideEcs implements Runnable {
  private static final int CHECK_MILLIS = 10_000;

  private final MetricsExporter metrics;

  OutsideEcs(MetricsExporter metrics) {
    this.metrics = metrics;
  }

  @Override
  public void run() {
    AgentLog.warn(
        "this is no ECS task, ECS_CONTAINER_METADATA_URI_V4 has no address; only JVM metrics are"
            + " served");
    while (true) {
      metrics.run();
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(CHECK_MILLIS);
    } catch (InterruptedException ofSomebodyElse) {
      AgentLog.debug(ofSomebodyElse);
    }
  }
}
