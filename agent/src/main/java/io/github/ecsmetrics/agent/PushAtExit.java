package io.github.ecsmetrics.agent;

import io.github.ecsmetrics.agent.metadata.TaskWatch;
import io.github.ecsmetrics.agent.push.PushSettings;

/**
 * Pushes once when the JVM ends, for tasks that are over before anyone scrapes.
 *
 * <p>The work is another thread's, so that nothing in it, not a name server and not a TLS
 * handshake, can delay the end by more than {@code push.timeout}.
 */
final class PushAtExit extends Thread {
  private final PushSettings settings;
  private final ServedMetrics metrics;
  private final LastPush push;

  PushAtExit(PushSettings settings, TaskWatch watch, Poller poller, ServedMetrics metrics) {
    super("ecs-metrics-agent-end");
    this.settings = settings;
    this.metrics = metrics;
    this.push = new LastPush(settings, watch, poller, metrics);
    setContextClassLoader(null);
  }

  @Override
  public void run() {
    metrics.drain();
    Thread work = new Thread(push, "ecs-metrics-agent-push");
    work.setDaemon(true);
    work.start();
    try {
      work.join(settings.timeoutMillis());
    } catch (InterruptedException hurry) {
      // The push has had its time, as if it were over.
    }
    if (work.isAlive()) push.giveUp();
  }
}
