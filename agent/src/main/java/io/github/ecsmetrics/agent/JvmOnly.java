package io.github.ecsmetrics.agent;

import io.github.ecsmetrics.agent.http.MetricsServer;
import io.github.ecsmetrics.agent.log.AgentLog;

/** The agent's thread outside ECS, where nothing is polled: it opens the port and keeps it open. */
final class JvmOnly implements Runnable {
  private static final int CHECK_MILLIS = 10_000;

  private final MetricsServer server;

  /**
   * @param server null for none
   */
  JvmOnly(MetricsServer server) {
    this.server = server;
  }

  @Override
  public void run() {
    if (server == null) return;
    AgentLog.warn(
        "this is no ECS task, ECS_CONTAINER_METADATA_URI_V4 is not set; only JVM metrics are"
            + " served");
    while (true) {
      server.open();
      Poller.sleepUntil(Poller.now() + CHECK_MILLIS);
    }
  }
}
