package io.github.ecsmetrics.agent.exposition;

import io.github.ecsmetrics.agent.application.ApplicationMetrics;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.util.Collections;
import java.util.List;

/** All metrics: the agent's own, and the application's if they are to be merged. */
public final class ServedMetrics {
  final List<MultiCollector> own;

  /** Null if the application's are not merged. */
  final ApplicationMetrics application;

  /**
   * @param own each metric comes from one of them only
   * @param application null if its metrics are not merged
   */
  public ServedMetrics(List<MultiCollector> own, ApplicationMetrics application) {
    this.own = own;
    this.application = application;
  }

  /** The agent's own. */
  public List<MultiCollector> own() {
    return own;
  }

  /** The JVM ends. */
  public void beginShutdown() {
    if (application != null) application.beginShutdown();
  }

  /** The longest time that a scrape waits for the application; 0 if its metrics are not merged. */
  public int applicationMillis() {
    return application == null ? 0 : application.timeoutMillis();
  }

  /**
   * All of them for a push.
   *
   * @param timeoutMillis the longest to wait for the application
   */
  public List<MultiCollector> forPush(int timeoutMillis) {
    if (application == null) return own;
    return Collections.<MultiCollector>singletonList(new MergedCollector(this, timeoutMillis));
  }
}
