package io.github.ecsmetrics.agent.http;

import io.github.ecsmetrics.agent.log.AgentLog;
import io.github.ecsmetrics.agent.settings.InvalidSettingException;
import io.github.ecsmetrics.agent.settings.ServerSettings;
import java.net.BindException;

/**
 * Says why the server does not listen.
 *
 * <p>Apart from {@link MetricsServer}, so that none of the exceptions' classes is loaded before one
 * is thrown.
 */
final class ListenFailure {
  static final String TOPIC = "port";

  /**
   * How long a taken port is nothing to tell of: a server's stop command is gone sooner, a
   * supervisor's last JVM too.
   */
  private static final long TAKEN_QUIETLY_NANOS = 5_000_000_000L;

  private final String where;

  /** Since when the port is known to be taken, 0 if it is not. */
  private long takenSince;

  ListenFailure(ServerSettings settings) {
    String port = "port " + settings.port;
    where = settings.host == null ? port : settings.host + " " + port;
  }

  void tell(Throwable failure) {
    if (failure instanceof InvalidSettingException) {
      AgentLog.problem(
          TOPIC,
          "no server on "
              + where
              + ": "
              + failure.getMessage()
              + "; nothing is served in clear text or without a password instead,"
              + " everything else works");
    } else if (failure instanceof BindException) {
      if (takenSince == 0) takenSince = System.nanoTime();
      if (System.nanoTime() - takenSince < TAKEN_QUIETLY_NANOS) return;
      cannotListen(
          failure.getMessage(),
          "trying again until it is free, everything else works;"
              + " another port is chosen with port=N");
    } else {
      cannotListen(failure.toString(), "trying again, everything else works; check host and port");
      AgentLog.debug(failure);
    }
  }

  private void cannotListen(String reason, String whatToDo) {
    AgentLog.problem(TOPIC, "cannot listen on " + where + " (" + reason + "); " + whatToDo);
  }
}
