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
 * start, so that tasks which start together do not push together.
 *
 * <p>Each push has a thread of its own, so that this thread can end a request that takes too long.
 * While a push hangs in a name server, no other begins.
 */
final class PeriodicPush implements Runnable {
  private static final String TOPIC = "otlp";
  private static final int WATCH_MILLIS = 1_000;

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
   * The most pushes to skip while the task is unknown, because its name is part of a series'
   * identity.
   */
  private volatile int turnsToWait;

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
    start(this, "ecs-metrics-agent-otlp");
  }

  private static Thread start(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
    return thread;
  }

  @Override
  public void run() {
    long next =
        now()
            + Math.min(HEAD_START_MILLIS, intervalMillis)
            + ThreadLocalRandom.current().nextInt(intervalMillis);
    long begun = next;
    Thread push = null;
    while (!ended) {
      waitUntil(next, push);
      if (ended) return;
      next = Math.max(next + intervalMillis, now());
      if (push == null || !push.isAlive()) {
        begun = now();
        push = startPush(next);
      } else if (now() - begun > intervalMillis + HANGS_MILLIS) {
        AgentLog.problem(TOPIC, failed("the last push still hangs"));
      }
    }
  }

  /** Null if the JVM cannot have another thread now. */
  private Thread startPush(long end) {
    try {
      return start(new OnePush(end), "ecs-metrics-agent-push");
    } catch (Throwable failure) {
      AgentLog.problem(TOPIC, failed(String.valueOf(failure)));
      return null;
    }
  }

  /** Waits, and aborts a request that takes too long. */
  private synchronized void waitUntil(long time, Thread push) {
    for (long left = time - now(); left > 0 && !ended; left = time - now()) {
      boolean pushes = push != null && push.isAlive();
      if (pushes) receiver.abortIfLate();
      try {
        wait(pushes ? Math.min(left, WATCH_MILLIS) : left);
      } catch (InterruptedException ofTheApplication) {
        // The loop waits for the rest.
      }
    }
  }

  /** Ends the push under way, and lets no other begin. */
  void end() {
    ended = true;
    receiver.cancel();
    synchronized (this) {
      notifyAll();
    }
  }

  private String failed(String reason) {
    return "metrics were not pushed to "
        + receiver
        + ": "
        + reason
        + "; will push again, everything else works";
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }

  private final class OnePush implements Runnable {
    private final long end;

    OnePush(long end) {
      this.end = end;
    }

    @Override
    public void run() {
      AgentJar.check();
      TaskIdentity identity = monitor.identity();
      if (identity == null && turnsToWait-- > 0) return;
      if (ended || receiver.isPostponed()) return;
      try {
        receiver.push(identity, collectors.get(), end * 1_000_000);
        AgentLog.resolved(TOPIC);
      } catch (Throwable failure) {
        AgentJar.check();
        if (ended) return;
        String reason = RequestFailure.reason(failure, timeoutMillis);
        AgentLog.problem(TOPIC, OtlpClient.kind(reason), failed(reason));
        AgentLog.debug(failure);
      }
    }
  }
}
