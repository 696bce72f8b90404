package io.github.ecsmetrics.agent;

/** Ends the poller when the JVM ends. */
final class EndPolling extends Thread {
  private final Poller poller;

  EndPolling(Poller poller) {
    super("ecs-metrics-agent-end");
    this.poller = poller;
    setContextClassLoader(null);
  }

  @Override
  public void run() {
    poller.end();
  }
}
