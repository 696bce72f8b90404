package io.github.ecsmetrics.agent.command;

import io.github.ecsmetrics.agent.metadata.MetadataClient;
import io.github.ecsmetrics.agent.settings.Settings;
import io.github.ecsmetrics.agent.task.TaskIdentity;
import io.github.ecsmetrics.agent.task.TaskMonitor;
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
public final class CheckCommand {
  private final PrintStream out;
  private boolean wrong;

  public CheckCommand(PrintStream out) {
    this.out = out;
  }

  /**
   * @param argument as the agent's own
   * @return exit code: 0 if all is well, 1 if anything is wrong
   */
  public int run(String argument) {
    Settings settings = Settings.parse(argument, System.getProperties(), System.getenv());
    settings(settings);
    endpoint(settings);
    port(settings);
    return wrong ? 1 : 0;
  }

  private void settings(Settings settings) {
    for (String warning : settings.warnings) wrong("settings", warning);
    if (!settings.enabled) wrong("settings", "enabled=false: the agent does nothing");
    if (!wrong) right("settings", "as they should be");
  }

  private void endpoint(Settings settings) {
    if (settings.metadataUri == null) {
      wrong(
          "endpoint", "ECS_CONTAINER_METADATA_URI_V4 has no address; only JVM metrics are served");
      return;
    }
    MetadataClient client = new MetadataClient(settings.metadataUri, settings.timeoutMillis);
    TaskMonitor monitor = new TaskMonitor(client, settings.intervalMillis);
    try {
      monitor.pollTask();
      monitor.pollStats();
      right("endpoint", client.redactedUri("") + " answers");
    } catch (IOException failure) {
      wrong("endpoint", failure.getMessage());
    }
    if (monitor.identity() != null) task(monitor.identity());
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

  private void port(Settings settings) {
    if (settings.port == Settings.NO_SERVER) {
      right("port", "off: no server");
      return;
    }
    try (ServerSocket socket = new ServerSocket()) {
      InetAddress host = settings.host == null ? null : InetAddress.getByName(settings.host);
      socket.bind(new InetSocketAddress(host, settings.port));
      right("port", settings.port + " is free");
    } catch (IOException failure) {
      wrong("port", settings.port + " cannot be had: " + failure.getMessage());
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
