package io.github.ecsmetrics.agent;

/**
 * Ends what would hold up the JVM's end: it waits 300 ms for a thread that is in native code.
 *
 * <p>The server goes on serving until the end.
 */
final class EndOfJvm extends Thread {
  private final Poller poller;
  private final ServedMetrics metrics;

  /**
   * @param poller null where nothing is polled
   */
  EndOfJvm(Poller poller, ServedMetrics metrics) {
    super("ecs-metrics-agent-end");
    this.poller = poller;
    this.metrics = metrics;
    setContextClassLoader(null);
  }

  @Override
  public void run() {
    metrics.drain();
    if (poller != null) poller.end();
  }
}
