package io.github.ecsmetrics.agent.task;

import io.github.ecsmetrics.agent.log.AgentLog;
import io.github.ecsmetrics.agent.net.RequestException;
import java.util.Collection;

/**
 * Asks for the task's tags until there is an answer, with pauses that double, and gives up after
 * the fifth failure: on EC2 each request makes the ECS agent call the ECS API twice.
 *
 * <p>At the default interval the requests are 0, 10, 30, 70 and 150 seconds after the start.
 */
public final class TagRequests implements Runnable {
  private static final int MOST_REQUESTS = 5;

  private final TaskMonitor monitor;
  private final Collection<String> keys;
  private int requestsLeft = MOST_REQUESTS;
  private int pollsToNext = 1;
  private int pollsAfterFailure = 1;

  /**
   * @param keys of the tags that are wanted
   */
  public TagRequests(TaskMonitor monitor, Collection<String> keys) {
    this.monitor = monitor;
    this.keys = keys;
  }

  /** Called with each poll. */
  @Override
  public void run() {
    if (requestsLeft == 0 || --pollsToNext > 0) return;
    try {
      monitor.pollTags();
      requestsLeft = 0;
      reportMissing();
    } catch (RequestException failure) {
      pollsToNext = pollsAfterFailure;
      pollsAfterFailure *= 2;
      AgentLog.debug(failure);
      if (--requestsLeft > 0) return;
      AgentLog.warn(
          "labels.tags: "
              + failure.getMessage()
              + "; series have no labels of tags, everything else works");
    }
  }

  private void reportMissing() {
    StringBuilder missing = new StringBuilder();
    for (String key : keys) {
      if (monitor.tags().containsKey(key)) continue;
      if (missing.length() > 0) missing.append(", ");
      missing.append(key);
    }
    if (missing.length() == 0) return;
    AgentLog.warn("labels.tags: the task has no tag " + missing + "; series lack these labels");
  }
}
