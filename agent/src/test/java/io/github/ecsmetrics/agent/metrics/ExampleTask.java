package io.github.ecsmetrics.agent.metrics;

import io.github.ecsmetrics.agent.net.RequestException;
import io.github.ecsmetrics.agent.task.CannedEndpoint;
import io.github.ecsmetrics.agent.task.FakeClock;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A small task {@code f:1} with one fact, and of its exposition only the metrics that the fact is
 * about.
 */
final class ExampleTask {
  final FakeClock clock = new FakeClock();
  final CannedEndpoint endpoint = new CannedEndpoint("a");
  final TaskMonitor monitor = endpoint.monitor(clock);

  void poll(String task, String stats) throws RequestException {
    endpoint
        .answer("", "{\"DockerId\": \"own\"}")
        .answer("/task", task)
        .answer("/task/stats", stats);
    monitor.pollTask();
    monitor.pollStats();
  }

  /** The samples whose lines have one of these parts. */
  String lines(String... parts) {
    return Exposition.of(monitor)
        .lines()
        .filter(line -> !line.startsWith("#") && List.of(parts).stream().anyMatch(line::contains))
        .collect(Collectors.joining("\n"));
  }

  /** Of the last container, not of the task; null for none. */
  String valueOf(String metric) {
    String lines =
        Exposition.of(monitor)
            .lines()
            .filter(line -> line.startsWith(metric + "{") && !line.contains("\"_task_\""))
            .collect(Collectors.joining("\n"));
    return lines.isEmpty() ? null : lines.substring(lines.lastIndexOf(' ') + 1);
  }

  static String task(String containers) {
    return "{\"Family\": \"f\", \"Revision\": \"1\", \"Containers\": [" + containers + "]}";
  }

  /** A task of one container. */
  static String container(String id, String name, String status) {
    return task(
        "{\"DockerId\": \""
            + id
            + "\", \"Name\": \""
            + name
            + "\", \"KnownStatus\": \""
            + status
            + "\"}");
  }

  static String stats(String... containers) {
    return "{" + String.join(",", containers) + "}";
  }

  static String cpu(String id, long nanos) {
    return "\"" + id + "\": {\"cpu_stats\": {\"cpu_usage\": {\"total_usage\": " + nanos + "}}}";
  }
}
