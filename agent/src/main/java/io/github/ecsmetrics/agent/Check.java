package io.github.ecsmetrics.agent;

import io.github.ecsmetrics.agent.metadata.MetadataClient;
import io.github.ecsmetrics.agent.metadata.TaskIdentity;
import io.github.ecsmetrics.agent.metadata.TaskWatch;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * {@code java -jar ecs-metrics-agent.jar check}: what would the agent do here?
 *
 * <pre>
 * settings  as they should be
 * endpoint  http://169.254.170.2/v4/0c1b… answers
 * task      web:7 on FARGATE, container app
 * port      9546 is free
 * </pre>
 */
final class Check {
  private final PrintStream out;
  private boolean wrong;

  Check(PrintStream out) {
    this.out = out;
  }

  /**
   * @param argument as the agent's own
   * @return exit code: 0 if all is well, 1 if anything is wrong
   */
  int run(String argument) {
    Options options = Options.parse(argument, System.getProperties(), System.getenv());
    settings(options);
    endpoint(options);
    port(options);
    return wrong ? 1 : 0;
  }

  private void settings(Options options) {
    for (String warning : options.warnings) wrong("settings", warning);
    if (!options.enabled) wrong("settings", "enabled=false: the agent does nothing");
    if (!wrong) right("settings", "as they should be");
  }

  private void endpoint(Options options) {
    if (options.metadataUri == null) {
      wrong(
          "endpoint", "ECS_CONTAINER_METADATA_URI_V4 has no address; only JVM metrics are served");
      return;
    }
    MetadataClient client = new MetadataClient(options.metadataUri, options.timeoutMillis);
    TaskWatch watch = new TaskWatch(client, options.intervalMillis);
    try {
      watch.pollTask();
      watch.pollStats();
      right("endpoint", client.redactedUri("") + " answers");
    } catch (IOException failure) {
      wrong("endpoint", failure.getMessage());
    }
    if (watch.identity() != null) task(watch.identity());
  }

  private void task(TaskIdentity identity) {
    String name = identity.title();
    String type = identity.get("launch_type");
    String container = identity.get("container_name");
    right(
        "task",
        (name == null ? "of an unknown family" : name)
            + (type == null ? "" : " on " + type)
            + (container == null ? "" : ", container " + container));
  }

  private void port(Options options) {
    if (options.port == Options.NO_SERVER) {
      right("port", "off: no server");
      return;
    }
    try (ServerSocket socket = new ServerSocket()) {
      InetAddress host = options.host == null ? null : InetAddress.getByName(options.host);
      socket.bind(new InetSocketAddress(host, options.port));
      right("port", options.port + " is free");
    } catch (IOException failure) {
      wrong("port", options.port + " cannot be had: " + failure.getMessage());
    }
  }

  private void right(String what, String text) {
    out.println(String.format("%-9s %s", what, text));
  }

  private void wrong(String what, String text) {
    wrong = true;
    out.println(String.format("%-9s PROBLEM: %s", what, text));
  }
}
