package io.github.ecsmetrics.agent.command;

import io.github.ecsmetrics.agent.http.HealthProbe;
import io.github.ecsmetrics.agent.net.RequestFailure;
import io.github.ecsmetrics.agent.settings.Settings;
import java.io.IOException;
import java.io.PrintStream;

/**
 * {@code java -jar ecs-metrics-agent.jar health}: whether the agent of this container answers. For
 * health checks, so it prints nothing if all is well, else one line.
 */
public final class HealthCommand {
  private final PrintStream err;

  public HealthCommand(PrintStream err) {
    this.err = err;
  }

  /**
   * Asks for {@code /-/healthy} once.
   *
   * @param argument as in the agent argument
   * @return the exit code: 0 if the answer is 200, else 1
   */
  public int run(String argument) {
    Settings settings = Settings.parse(argument);
    if (!settings.enabled) return unhealthy("the agent is disabled (enabled=false)");
    if (settings.server == null) return unhealthy("there is no server to ask (port=off)");
    if (settings.server.port == 0) {
      return unhealthy("port=0 is any free port, which this command cannot know; set a port");
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
