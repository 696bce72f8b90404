package io.github.ecsmetrics.agent.push;

import io.github.ecsmetrics.agent.classes.AgentJar;
import io.github.ecsmetrics.agent.log.AgentLog;
import io.github.ecsmetrics.agent.net.RequestFailure;
import io.github.ecsmetrics.agent.settings.PushSettings;
import io.github.ecsmetrics.agent.task.Poller;
import io.github.ecsmetrics.agent.task.TaskIdentity;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Polls once more and pushes the result when the JVM ends, for tasks that are over before anyone
 * scrapes. A failure is logged in one line.
 */
public final class FinalPush implements Runnable {
  private final PushSettings settings;
  private final TaskMonitor monitor;
  private final Poller poller;
  private final Supplier<List<MultiCollector>> collectors;
  private final Pushgateway gateway;
  private boolean failed;

  /**
   * @param collectors of the metrics that are pushed
   */
  public FinalPush(
      PushSettings settings,
      TaskMonitor monitor,
      Poller poller,
      Supplier<List<MultiCollector>> collectors) {
    this.settings = settings;
    this.monitor = monitor;
    this.poller = poller;
    this.collectors = collectors;
    this.gateway = new Pushgateway(settings);
  }

  /**
   * Returns once the push is over, and after {@code push.timeout} at the latest.
   *
   * <p>The work is another thread's, so that neither a name server nor a TLS handshake can delay
   * the end of the JVM any longer.
   */
  public void runInTime() {
    Thread work = new Thread(this, "ecs-metrics-agent-push");
    work.setDaemon(true);
    work.start();
    try {
      work.join(settings.timeoutMillis);
    } catch (InterruptedException hurry) {
      // As if the time were over.
    }
    if (work.isAlive()) giveUp();
  }

  @Override
  public void run() {
    AgentJar.check();
    try {
      // The push gets the other half: without fresh numbers of the task, those of the JVM count.
      poller.pollOnceMore(settings.timeoutMillis / 2);
      push(monitor.identity());
    } catch (Throwable failure) {
      reportFailure(RequestFailure.reason(failure, settings.timeoutMillis));
      AgentLog.debug(failure);
    } finally {
      poller.end();
    }
  }

  private void giveUp() {
    reportFailure("not done within " + settings.timeoutMillis + " ms");
    poller.end();
    gateway.abort();
  }

  private void push(TaskIdentity identity) throws IOException {
    if (identity == null) throw new IllegalStateException("the task is not known");
    String family = identity.get("task_family");
    gateway.put(family == null ? "unknown" : family, instance(identity), text());
  }

  private byte[] text() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream(16 * 1024);
    PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    for (MultiCollector collector : collectors.get()) writer.write(text, collector.collect());
    return text.toByteArray();
  }

  /** Different for each JVM, because the next push would replace this one otherwise. */
  private static String instance(TaskIdentity identity) {
    String task = identity.get("task_id");
    if (task != null) return task;
    String container = identity.get("container_id");
    if (container != null) return container;
    String now = Long.toHexString(System.currentTimeMillis());
    return "jvm-" + now + "-" + Long.toHexString(System.nanoTime());
  }

  private synchronized void reportFailure(String reason) {
    if (failed) return;
    failed = true;
    AgentLog.warn(
        "the last numbers were not pushed to "
            + settings.address
            + ": "
            + reason
            + "; the application is not affected");
  }
}
