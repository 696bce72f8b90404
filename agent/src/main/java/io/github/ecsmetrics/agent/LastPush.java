package io.github.ecsmetrics.agent;

import io.github.ecsmetrics.agent.classes.AgentJar;
import io.github.ecsmetrics.agent.log.AgentLog;
import io.github.ecsmetrics.agent.metadata.RequestFailure;
import io.github.ecsmetrics.agent.metadata.TaskIdentity;
import io.github.ecsmetrics.agent.metadata.TaskWatch;
import io.github.ecsmetrics.agent.push.PushSettings;
import io.github.ecsmetrics.agent.push.Pushgateway;

/** One more poll, one push; what fails is said in one line. */
final class LastPush implements Runnable {
  private final PushSettings settings;
  private final TaskWatch watch;
  private final Poller poller;
  private final ServedMetrics metrics;
  private final Pushgateway gateway;
  private boolean said;

  LastPush(PushSettings settings, TaskWatch watch, Poller poller, ServedMetrics metrics) {
    this.settings = settings;
    this.watch = watch;
    this.poller = poller;
    this.metrics = metrics;
    this.gateway = new Pushgateway(settings);
  }

  @Override
  public void run() {
    AgentJar.check();
    try {
      // The other half is the push's: without fresh numbers of the task, the JVM's still count.
      poller.pollOnceMore(settings.timeoutMillis() / 2);
      push(watch.identity());
    } catch (Throwable failure) {
      complain(RequestFailure.reason(failure, settings.timeoutMillis()));
      AgentLog.debug(failure);
    } finally {
      poller.end();
    }
  }

  /** The time is over: nothing may hold up the JVM's end any more. */
  void giveUp() {
    complain("not done within " + settings.timeoutMillis() + " ms");
    poller.end();
    gateway.abort();
  }

  private void push(TaskIdentity identity) throws Exception {
    if (identity == null) throw new IllegalStateException("the task is not known");
    String family = identity.get("task_family");
    gateway.put(family == null ? "unknown" : family, instance(identity), metrics.text());
  }

  /** One that no other JVM has, or the next push would replace this one. */
  private static String instance(TaskIdentity identity) {
    String task = identity.get("task_id");
    if (task != null) return task;
    String container = identity.get("container_id");
    if (container != null) return container;
    String now = Long.toHexString(System.currentTimeMillis());
    return "jvm-" + now + "-" + Long.toHexString(System.nanoTime());
  }

  private synchronized void complain(String reason) {
    if (said) return;
    said = true;
    AgentLog.warn(
        "the last numbers were not pushed to "
            + settings
            + ": "
            + reason
            + "; the application is not affected");
  }
}
