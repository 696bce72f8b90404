package io.github.ecsmetrics.agent;

import io.github.ecsmetrics.agent.http.HealthProbe;
import io.github.ecsmetrics.agent.metadata.RequestFailure;
import java.io.IOException;
import java.io.PrintStream;

/**
 * {@code java -jar ecs-metrics-agent.jar health}: does the agent of this container answer? For
 * health checks, so it says nothing if all is well, and one line if not.
 */
final class Health {
  private final PrintStream err;

  Health(PrintStream err) {
    this.err = err;
  }

  /**
   * @param argument as the agent's own
   * @return exit code: 0 if {@code /-/healthy} answers 200, 1 if not
   */
  int run(String argument) {
    Options options = Options.parse(argument, System.getProperties(), System.getenv());
    if (!options.enabled) return unhealthy("enabled=false: the agent does nothing");
    if (options.port == Options.NO_SERVER) return unhealthy("port=off: there is no server to ask");
    if (options.port == 0) {
      return unhealthy("port=0 is any free port, which only the agent knows; name a port");
    }
    HealthProbe probe = new HealthProbe(options.server);
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
