package io.github.ecsmetrics.agent.task;

import io.github.ecsmetrics.agent.metadata.ContainerStat;
import io.github.ecsmetrics.agent.metadata.ContainerStats;
import io.github.ecsmetrics.agent.net.RequestException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A task whose containers a test starts, ends and reads, in seconds since the clock's beginning.
 *
 * <p>Its network mode is {@code bridge}, in which all running sums count.
 */
final class TaskReadings {
  /** Docker's empty object, of a reading that failed. */
  static final String EMPTY =
      "{\"read\": \"0001-01-01T00:00:00Z\", \"preread\": \"0001-01-01T00:00:00Z\", \"pids_stats\": {},"
          + " \"blkio_stats\": {\"io_service_bytes_recursive\": null, \"io_serviced_recursive\": null},"
          + " \"num_procs\": 0, \"storage_stats\": {}, \"cpu_stats\": {\"cpu_usage\": {\"total_usage\": 0,"
          + " \"usage_in_kernelmode\": 0, \"usage_in_usermode\": 0}, \"throttling_data\": {\"periods\": 0,"
          + " \"throttled_periods\": 0, \"throttled_time\": 0}}, \"precpu_stats\": {\"cpu_usage\":"
          + " {\"total_usage\": 0}}, \"memory_stats\": {}}";

  final FakeClock clock = new FakeClock();
  private final CannedEndpoint endpoint = new CannedEndpoint("a");
  final TaskMonitor monitor = endpoint.monitor(clock);
  private final long begin = clock.epochMillis();
  private final Map<String, String> containers = new LinkedHashMap<>();
  private final Map<String, String> stats = new LinkedHashMap<>();

  /** That second, as the endpoint writes it. */
  String time(double second) {
    return Instant.ofEpochMilli(begin + Math.round(second * 1000)).toString();
  }

  /** What {@code /task} says of it from now on: members with their values, after the id. */
  TaskReadings lists(String id, String members) {
    containers.put(
        id,
        "{\"DockerId\": \""
            + id
            + "\", \"Networks\": [{\"NetworkMode\": \"bridge\"}]"
            + (members.isEmpty() ? "" : ", " + members)
            + "}");
    return this;
  }

  /** What {@code /task/stats} says of it from now on; null for no entry. */
  TaskReadings says(String id, String object) {
    if (object == null) stats.remove(id);
    else stats.put(id, object);
    return this;
  }

  /** One with that much CPU time in seconds, read at that second. */
  TaskReadings says(String id, double readAt, double cpuSeconds) {
    return says(id, "{" + read(readAt) + ", " + cpu(cpuSeconds) + "}");
  }

  String read(double second) {
    return "\"read\": \"" + time(second) + "\"";
  }

  static String cpu(double seconds) {
    return String.format(
        Locale.ROOT, "\"cpu_stats\": {\"cpu_usage\": {\"total_usage\": %.0f}}", seconds * 1e9);
  }

  /** Polls both paths and turns the clock on by an interval. */
  TaskReadings poll() throws RequestException {
    pollTask();
    return pollStats();
  }

  TaskReadings pollTask() throws RequestException {
    endpoint.answer(
        "/task",
        "{\"Family\": \"f\", \"Containers\": [" + String.join(",", containers.values()) + "]}");
    monitor.pollTask();
    return this;
  }

  TaskReadings pollStats() throws RequestException {
    List<String> entries = new ArrayList<>();
    stats.forEach((id, object) -> entries.add("\"" + id + "\": " + object));
    endpoint.answer("/task/stats", "{" + String.join(",", entries) + "}");
    monitor.pollStats();
    clock.advance(10000);
    return this;
  }

  /** CPU time of the task in seconds. */
  double cpuOfTask() {
    return ofTask(ContainerStat.CPU) / 1e9;
  }

  double ofTask(ContainerStat stat) {
    return monitor.latest().totals().value(stat);
  }

  /** CPU time of a container in seconds as it is served; NaN for none. */
  double cpuOf(String id) {
    ContainerStats served = monitor.latest().stats().byId().get(id);
    return served == null ? Double.NaN : served.value(ContainerStat.CPU) / 1e9;
  }
}
