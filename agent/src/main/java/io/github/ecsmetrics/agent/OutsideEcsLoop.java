package io.github.ecsmetrics.agent;

import io.github.ecsmetrics.agent.log.AgentLog;

/** The agent's thread outside ECS. It polls nothing, but opens the port and keeps it open. */
final class OutsideEcsLoop implements Runnable {
  private static final int CHECK_MILLIS = 10_000;

  private final Runnable metrics;

  /**
   * @param metrics opens the port if it is not open
   */
  OutsideEcsLoop(Runnable metrics) {
    this.metrics = metrics;
  }

  @Override
  public void run() {
    AgentLog.warn(
        "not running in ECS (ECS_CONTAINER_METADATA_URI_V4 is not set); serving JVM metrics only");
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
