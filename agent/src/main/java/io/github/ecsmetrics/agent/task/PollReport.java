package io.github.ecsmetrics.agent.task;

import io.github.ecsmetrics.agent.log.AgentLog;
import io.github.ecsmetrics.agent.net.RequestException;

/** The lines on stderr about polls. */
final class PollReport {
  private static final String TOPIC = "metadata";
  private static final String OWN = "own container";

  private PollReport() {}

  static void answered() {
    AgentLog.resolved(TOPIC);
  }

  static void unanswered(RequestException failure) {
    AgentLog.problem(
        TOPIC, failure.kind(), failure.getMessage() + "; will keep polling, everything else works");
    AgentLog.debug(failure);
  }

  /** A poll ended in an exception that no request is expected to throw. */
  static void failed(Throwable failure) {
    AgentLog.problem(TOPIC, "polling failed, will retry: " + failure);
    AgentLog.debug(failure);
  }

  /**
   * Reports whether the own container is known.
   *
   * @param failure why it is not known, or null
   */
  static void ownContainer(RequestException failure) {
    if (failure == null) {
      AgentLog.resolved(OWN);
      return;
    }
    AgentLog.problem(
        OWN,
        failure.kind(),
        failure.getMessage()
            + "; jvm_* and process_* have no container labels until it answers, everything else"
            + " works");
  }
}
