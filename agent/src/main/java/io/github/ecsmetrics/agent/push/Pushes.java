package io.github.ecsmetrics.agent.push;

import io.github.ecsmetrics.agent.metrics.PushStats;
import io.github.ecsmetrics.agent.net.RequestFailure;
import io.github.ecsmetrics.agent.settings.Settings;
import io.github.ecsmetrics.agent.task.Poller;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * All pushes of a JVM: to a Pushgateway when it ends, and by OTLP every interval and when it ends.
 */
public final class Pushes {
  /** For what comes before a request, and for its end by another thread. */
  private static final int GRACE_MILLIS = 5_000;

  private final TaskMonitor monitor;
  private final Supplier<List<MultiCollector>> collectors;
  private final List<PushTarget> targets = new ArrayList<>();
  private final OtlpTarget receiver;
  private final PeriodicPush periodic;
  private final int lastMillis;
  private boolean started;

  /**
   * @param settings with a push of at least one of the two forms
   * @param collectors of the metrics that are pushed
   * @param version of the agent
   * @param stats counts the requests by OTLP
   */
  public Pushes(
      Settings settings,
      TaskMonitor monitor,
      Supplier<List<MultiCollector>> collectors,
      String version,
      PushStats stats) {
    this.monitor = monitor;
    this.collectors = collectors;
    lastMillis = settings.lastPushMillis();
    if (settings.otlp == null) {
      receiver = null;
      periodic = null;
    } else {
      receiver = new OtlpTarget(settings.otlp, version, stats, System.getenv());
      targets.add(receiver);
      boolean inTask = settings.metadataUri != null;
      periodic = new PeriodicPush(receiver, monitor, collectors, settings.otlp, inTask);
    }
    if (settings.push != null) targets.add(new Pushgateway(settings.push));
  }

  /** Begins to push every interval, if that is set; a second call changes nothing. */
  public synchronized void start() {
    if (periodic != null && !started) periodic.start();
    started = true;
  }

  /**
   * Pushes once by OTLP, for the command {@code check}.
   *
   * @param millis in which a request may begin, and for each request
   * @return why the push failed, or null if the receiver accepted it
   */
  public String pushOnce(int millis) {
    long end = System.nanoTime() + millis * 1_000_000L;
    PushThread push = new PushThread(receiver, monitor.identity(), collectors, end);
    push.start();
    long most = 2L * millis + GRACE_MILLIS;
    if (!push.isOverWithin(most)) return "not done within " + most + " ms";
    return push.failure() == null ? null : RequestFailure.reason(push.failure(), millis);
  }

  /**
   * Polls and pushes once more, and returns after {@code push.timeout} at the latest.
   *
   * @param poller null outside ECS
   */
  public void finish(Poller poller) {
    if (periodic != null) periodic.end();
    new FinalPush(targets, lastMillis, monitor, poller, collectors).runInTime();
  }
}
