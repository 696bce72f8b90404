package io.github.ecsmetrics.agent.command;

import io.github.ecsmetrics.agent.settings.ServerSettings;
import io.github.ecsmetrics.agent.settings.Settings;
import io.github.ecsmetrics.agent.task.MetadataClient;
import io.github.ecsmetrics.agent.task.TaskIdentity;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * {@code java -jar ecs-metrics-agent.jar check}: what the agent would do here.
 *
 * <pre>
 * settings  OK
 * endpoint  http://169.254.170.2/v4/0c1b… answers
 * task      web:7 on FARGATE, container app
 * port      9546 is free
 * </pre>
 */
public final class CheckCommand {
  private final PrintStream out;
  private boolean problem;

  public CheckCommand(PrintStream out) {
    this.out = out;
  }

  /**
   * Prints a line for each thing checked, and one for each problem.
   *
   * @param argument as in the agent argument
   * @param push whether to push once, if a push is set
   * @return the exit code: 0 if there is no problem, else 1
   */
  public int run(String argument, boolean push) {
    Settings settings = Settings.parse(argument);
    checkSettings(settings);
    TaskMonitor monitor = checkEndpoint(settings);
    checkPort(settings.server);
    new ApplicationCheck(this).run(settings, monitor);
    PushCheck pushes = new PushCheck(settings, monitor, this);
    if (push) pushes.push();
    else pushes.show();
    return problem ? 1 : 0;
  }

  private void checkSettings(Settings settings) {
    for (String warning : settings.warnings) problem("settings", warning);
    if (!settings.enabled) problem("settings", "the agent is disabled (enabled=false)");
    if (!problem) print("settings", "OK");
  }

  private TaskMonitor checkEndpoint(Settings settings) {
    if (settings.metadataUri == null) {
      problem(
          "endpoint",
          "not running in ECS (ECS_CONTAINER_METADATA_URI_V4 is not set);"
              + " only JVM metrics would be served");
      return new TaskMonitor(null, settings.intervalMillis);
    }
    MetadataClient client = new MetadataClient(settings.metadataUri, settings.timeoutMillis);
    TaskMonitor monitor = new TaskMonitor(client, settings.intervalMillis);
    try {
      monitor.pollTask();
      monitor.pollStats();
      print("endpoint", client.redactedUri("") + " answers");
    } catch (IOException failure) {
      problem("endpoint", failure.getMessage());
    }
    if (monitor.identity() != null) print(monitor.identity());
    return monitor;
  }

  private void print(TaskIdentity identity) {
    String name = identity.title();
    String type = identity.get("launch_type");
    String container = identity.get("container_name");
    print(
        "task",
        (name == null ? "of unknown family" : name)
            + (type == null ? "" : " on " + type)
            + (container == null ? "" : ", container " + container));
  }

  private void checkPort(ServerSettings server) {
    if (server == null) {
      print("port", "off, no server");
      return;
    }
    try (ServerSocket socket = new ServerSocket()) {
      InetAddress host = server.host == null ? null : InetAddress.getByName(server.host);
      socket.bind(new InetSocketAddress(host, server.port));
      print("port", server.port + " is free");
    } catch (IOException failure) {
      problem("port", server.port + " is not available: " + failure.getMessage());
    }
  }

  void problem(String subject, String text) {
    problem = true;
    print(subject, "PROBLEM: " + text);
  }

  void print(String subject, String text) {
    out.println(String.format("%-9s %s", subject, text));
  }
}
