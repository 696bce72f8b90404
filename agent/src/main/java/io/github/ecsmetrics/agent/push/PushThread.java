package io.github.ecsmetrics.agent.push;

import io.github.ecsmetrics.agent.classes.AgentJar;
import io.github.ecsmetrics.agent.task.TaskIdentity;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.util.List;
import java.util.function.Supplier;

/**
 * One push by OTLP. It has a thread of its own, so that another can end a request that takes too
 * long: no deadline bounds a write to a receiver that does not read, nor a handshake byte by byte.
 */
final class PushThread extends Thread {
  private static final int WATCH_MILLIS = 1_000;

  private final OtlpTarget receiver;
  private final TaskIdentity identity;
  private final Supplier<List<MultiCollector>> collectors;
  private final long end;
  private volatile Throwable failure;
  private volatile boolean cancelled;

  /**
   * @param identity null if it is not known
   * @param end when to stop trying again, on the scale of {@link System#nanoTime}
   */
  PushThread(
      OtlpTarget receiver,
      TaskIdentity identity,
      Supplier<List<MultiCollector>> collectors,
      long end) {
    super("ecs-metrics-agent-push");
    this.receiver = receiver;
    this.identity = identity;
    this.collectors = collectors;
    this.end = end;
    setDaemon(true);
    setContextClassLoader(null);
  }

  @Override
  public void run() {
    try {
      AgentJar.check();
      List<MultiCollector> all = collectors.get();
      if (!cancelled) receiver.push(identity, all, end);
    } catch (Throwable failed) {
      failure = failed;
    }
  }

  /**
   * Waits for the end of the push, and ends a request of it that takes too long.
   *
   * @return whether the push is over; else it hangs in a name server
   */
  boolean isOverWithin(long millis) {
    long until = System.nanoTime() + millis * 1_000_000;
    for (long left = millis; left > 0 && isAlive(); ) {
      receiver.abortIfLate();
      try {
        join(Math.min(left, WATCH_MILLIS));
      } catch (InterruptedException ofTheApplication) {
        // The loop waits for the rest.
      }
      left = (until - System.nanoTime()) / 1_000_000;
    }
    return !isAlive();
  }

  /** Ends the push, whether it has begun or not. */
  void cancel() {
    cancelled = true;
    receiver.cancel();
  }

  /** Why the push failed; null if it did not. */
  Throwable failure() {
    return failure;
  }
}
