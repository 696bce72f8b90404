package io.github.ecsmetrics.agent.push;

import io.github.ecsmetrics.agent.classes.AgentJar;
import io.github.ecsmetrics.agent.log.AgentLog;
import io.github.ecsmetrics.agent.net.RequestFailure;
import io.github.ecsmetrics.agent.task.Poller;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Polls once more and pushes the result when the JVM ends, for tasks that are over before anyone
 * scrapes. A failure is logged in one line.
 */
final class FinalPush implements Runnable {
  private final List<PushTarget> left;
  private final int timeoutMillis;
  private final TaskMonitor monitor;
  private final Poller poller;
  private final Supplier<List<MultiCollector>> collectors;

  /**
   * @param poller null outside ECS
   */
  FinalPush(
      List<PushTarget> targets,
      int timeoutMillis,
      TaskMonitor monitor,
      Poller poller,
      Supplier<List<MultiCollector>> collectors) {
    this.left = new ArrayList<>(targets);
    this.timeoutMillis = timeoutMillis;
    this.monitor = monitor;
    this.poller = poller;
    this.collectors = collectors;
  }

  /**
   * Returns once the push is over, and after {@code push.timeout} at the latest.
   *
   * <p>The work is another thread's, so that neither a name server nor a TLS handshake can delay
   * the end of the JVM any longer.
   */
  void runInTime() {
    Thread work = new Thread(this, "ecs-metrics-agent-push");
    work.setDaemon(true);
    work.start();
    try {
      work.join(timeoutMillis);
    } catch (InterruptedException hurry) {
      // Treated as a timeout.
    }
    if (work.isAlive()) giveUp();
  }

  @Override
  public void run() {
    AgentJar.check();
    long end = System.nanoTime() + timeoutMillis * 1_000_000L;
    try {
      // The push gets the other half: without fresh numbers of the task, those of the JVM count.
      if (poller != null) poller.pollOnceMore(timeoutMillis / 2);
    } catch (InterruptedException hurry) {
      // Treated as a timeout.
    }
    for (PushTarget target = first(); target != null; target = first()) push(target, end);
    if (poller != null) poller.end();
  }

  private void push(PushTarget target, long end) {
    try {
      target.push(monitor.identity(), collectors.get(), end);
      isOver(target);
    } catch (Throwable failure) {
      if (isOver(target)) report(target, RequestFailure.reason(failure, timeoutMillis));
      AgentLog.debug(failure);
    }
  }

  private synchronized PushTarget first() {
    return left.isEmpty() ? null : left.get(0);
  }

  private synchronized boolean isOver(PushTarget target) {
    return left.remove(target);
  }

  private void giveUp() {
    if (poller != null) poller.end();
    for (PushTarget target = first(); target != null; target = first()) {
      if (isOver(target)) report(target, "not done within " + timeoutMillis + " ms");
      target.abort();
    }
  }

  private static void report(PushTarget target, String reason) {
    AgentLog.warn(
        "the last numbers were not pushed to "
            + target
            + ": "
            + reason
            + "; the application is not affected");
  }
}
