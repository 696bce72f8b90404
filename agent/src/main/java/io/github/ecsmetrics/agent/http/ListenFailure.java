package io.github.ecsmetrics.agent.http;

import io.github.ecsmetrics.agent.log.AgentLog;
import io.github.ecsmetrics.agent.settings.InvalidSettingException;
import io.github.ecsmetrics.agent.settings.ServerSettings;
import java.net.BindException;

/**
 * Reports why the server does not listen.
 *
 * <p>Separate from {@link MetricsServer} so that the exceptions' classes load only when one is
 * thrown.
 */
final class ListenFailure {
  static final String TOPIC = "port";

  /**
   * How long a taken port is not reported. A server's stop command ends sooner, and so does the
   * previous JVM if a supervisor starts a new one.
   */
  private static final long TAKEN_QUIETLY_NANOS = 5_000_000_000L;

  private final String where;

  /** Time of the first attempt that found the port taken, 0 before. */
  private long takenSince;

  ListenFailure(ServerSettings settings) {
    String port = "port " + settings.port;
    where = settings.host == null ? port : settings.host + " " + port;
  }

  void report(Throwable failure) {
    if (failure instanceof InvalidSettingException) {
      AgentLog.problem(
          TOPIC,
          "not listening on "
              + where
              + ": "
              + failure.getMessage()
              + "; the port stays closed until this is corrected, everything else works");
    } else if (failure instanceof BindException) {
      if (takenSince == 0) takenSince = System.nanoTime();
      if (System.nanoTime() - takenSince < TAKEN_QUIETLY_NANOS) return;
      cannotListen(
          failure.getMessage(),
          "will retry until it is free, everything else works; port=N chooses another port");
    } else {
      cannotListen(
          failure.toString(),
          "will retry, everything else works; check the settings host and port");
      AgentLog.debug(failure);
    }
  }

  private void cannotListen(String reason, String whatToDo) {
    AgentLog.problem(TOPIC, "cannot listen on " + where + " (" + reason + "); " + whatToDo);
  }
}
