package io.github.ecsmetrics.agent.push;

import io.github.ecsmetrics.agent.classes.AgentJar;
import io.github.ecsmetrics.agent.log.AgentLog;
import io.github.ecsmetrics.agent.net.RequestFailure;
import io.github.ecsmetrics.agent.settings.OtlpSettings;
import io.github.ecsmetrics.agent.task.TaskIdentity;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Pushes by OTLP every interval. The first push comes a random part of the interval after the
 * start, so that tasks which start together do not push together. While a push hangs, no other
 * begins.
 */
final class PeriodicPush implements Runnable {
  private static final String TOPIC = "otlp";

  /** So that the application makes its choices first: name look-ups, security providers. */
  private static final int HEAD_START_MILLIS = 10_000;

  /** Longer than the longest {@code otlp.timeout}: only a name server can last so long. */
  private static final int HANGS_MILLIS = 70_000;

  private final OtlpTarget receiver;
  private final TaskMonitor monitor;
  private final Supplier<List<MultiCollector>> collectors;
  private final int intervalMillis;
  private final int timeoutMillis;

  /**
   * The most pushes to skip while the task or the own container is unknown, because their names are
   * part of a series' identity.
   */
  private int turnsToWait;

  private volatile PushThread last;
  private volatile boolean ended;

  /**
   * @param inTask whether the task will be known some time
   */
  PeriodicPush(
      OtlpTarget receiver,
      TaskMonitor monitor,
      Supplier<List<MultiCollector>> collectors,
      OtlpSettings settings,
      boolean inTask) {
    this.receiver = receiver;
    this.monitor = monitor;
    this.collectors = collectors;
    this.intervalMillis = settings.intervalMillis;
    this.timeoutMillis = settings.timeoutMillis;
    this.turnsToWait = inTask ? 3 : 0;
  }

  void start() {
    Thread thread = new Thread(this, "ecs-metrics-agent-otlp");
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
  }

  @Override
  public void run() {
    long next = now() + firstDelay(intervalMillis);
    while (!ended) {
      waitUntil(next);
      next += intervalMillis;
      TaskIdentity identity = monitor.identity();
      if (isDue(identity)) push(identity, next);
      // Turns that a long push took are not made up for.
      while (next < now()) next += intervalMillis;
    }
  }

  /** In milliseconds. */
  static long firstDelay(int intervalMillis) {
    int random = ThreadLocalRandom.current().nextInt(intervalMillis);
    return Math.min(HEAD_START_MILLIS, intervalMillis) + random;
  }

  private boolean isDue(TaskIdentity identity) {
    boolean whole = identity != null && identity.get("container_name") != null;
    if (!whole && turnsToWait-- > 0) return false;
    return !receiver.isPostponed();
  }

  /** Pushes, and returns when the push is over. */
  void push(TaskIdentity identity, long end) {
    AgentJar.check();
    PushThread push = new PushThread(receiver, identity, collectors, end * 1_000_000);
    last = push;
    if (ended) return;
    try {
      push.start();
    } catch (Throwable noThread) {
      report(noThread);
      return;
    }
    if (!push.isOverWithin(intervalMillis + HANGS_MILLIS)) report("the last push still hangs");
    while (!push.isOverWithin(HANGS_MILLIS)) {
      // Another push would hang, too.
    }
    if (push.failure() == null) AgentLog.resolved(TOPIC);
    else report(push.failure());
  }

  private void report(Throwable failure) {
    AgentJar.check();
    if (ended) return;
    report(RequestFailure.reason(failure, timeoutMillis));
    AgentLog.debug(failure);
  }

  private void report(String reason) {
    AgentLog.problem(
        TOPIC,
        OtlpClient.kind(reason),
        "metrics were not pushed to "
            + receiver
            + ": "
            + reason
            + "; will push again, everything else works");
  }

  private synchronized void waitUntil(long time) {
    for (long left = time - now(); left > 0 && !ended; left = time - now()) {
      try {
        wait(left);
      } catch (InterruptedException ofTheApplication) {
        // The loop waits for the rest.
      }
    }
  }

  /** Ends the push under way, and lets no other begin. */
  void end() {
    ended = true;
    PushThread push = last;
    if (push != null) push.cancel();
    synchronized (this) {
      notifyAll();
    }
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }
}
