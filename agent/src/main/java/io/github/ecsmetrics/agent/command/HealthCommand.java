package io.github.ecsmetrics.agent.command;

import io.github.ecsmetrics.agent.http.HealthProbe;
import io.github.ecsmetrics.agent.net.RequestFailure;
import io.github.ecsmetrics.agent.settings.Settings;
import java.io.IOException;
import java.io.PrintStream;

/**
 * {@code java -jar ecs-metrics-agent.jar health}: does the agent of this container answer? For
 * health checks, so it says nothing if all is well, and one line if not.
 */
public final class HealthCommand {
  private final PrintStream err;

  public HealthCommand(PrintStream err) {
    this.err = err;
  }

  /**
   * @param argument as the agent's own
   * @return exit code: 0 if {@code /-/healthy} answers 200, 1 if not
   */
  public int run(String argument) {
    Settings settings = Settings.parse(argument, System.getProperties(), System.getenv());
    if (!settings.enabled) return unhealthy("enabled=false: the agent does nothing");
    if (settings.port == Settings.NO_SERVER)
      return unhealthy("port=off: there is no server to ask");
    if (settings.port == 0) {
      return unhealthy("port=0 is any free port, which only the agent knows; name a port");
    }
    HealthProbe probe = new HealthProbe(settings.server);
    try {
      probe.ask();
      return 0;
    } catch (IOException | RuntimeException failure) {
      return unhealthy(probe + ": " + RequestFailure.reason(failure, HealthProbe.TIMEOUT_MILLIS));
    }
  }

  private int unhealthy(String reason) {
    err.println("unhealthy: " + reason);
    return 1;
  }
}
