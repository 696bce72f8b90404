package io.github.ecsmetrics.sample.metadata;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/**
 * The answer to {@code /v4/ID/stats}: Docker's statistics of one container, on a kernel with cgroup
 * v1 and two CPUs.
 */
final class StatsJson {
  private static final long NO_LIMIT = 9223372036854771712L;
  private static final long TASK_MEMORY = 1L << 30;
  private static final int CPUS = 2;

  /** How long the microVM has run when the containers start. */
  private static final double BOOTED = 38;

  private static final double RECEIVED_PER_SECOND = 5200;
  private static final double SENT_PER_SECOND = 3100;

  private final DemoContainer container;
  private final Load load;
  private final Instant started;

  StatsJson(DemoContainer container, Instant started) {
    this.container = container;
    this.load = container.load();
    this.started = started;
  }

  /** Both since the container's start; {@code preread} is null at the first sample. */
  ObjectNode sampled(Duration read, Duration preread) {
    double now = seconds(read);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("read", started.plus(read).toString());
    json.put(
        "preread", preread == null ? "0001-01-01T00:00:00Z" : started.plus(preread).toString());
    json.putObject("pids_stats");
    blockIo(json.putObject("blkio_stats"), now);
    json.put("num_procs", 0);
    json.putObject("storage_stats");
    cpu(json.putObject("cpu_stats"), load.cpuNanos(now), host(now));
    ObjectNode before = json.putObject("precpu_stats");
    if (preread == null) {
      cpu(before, 0, 0);
    } else {
      cpu(before, load.cpuNanos(seconds(preread)), host(seconds(preread)));
    }
    memory(json.putObject("memory_stats"), now);
    json.put("name", container.name()).put("id", container.dockerId());
    network(json.putObject("networks").putObject("eth1"), now);
    if (preread != null) {
      json.putObject("network_rate_stats")
          .put("rx_bytes_per_sec", RECEIVED_PER_SECOND)
          .put("tx_bytes_per_sec", SENT_PER_SECOND);
    }
    return json;
  }

  private static void cpu(ObjectNode json, long used, long host) {
    ObjectNode usage = json.putObject("cpu_usage").put("total_usage", used);
    long first = used * 11 / 20;
    usage.putArray("percpu_usage").add(first).add(used - first);
    usage
        .put("usage_in_kernelmode", ticks(used / 5))
        .put("usage_in_usermode", ticks(used - used / 5));
    json.put("system_cpu_usage", host).put("online_cpus", CPUS);
    json.putObject("throttling_data")
        .put("periods", 0)
        .put("throttled_periods", 0)
        .put("throttled_time", 0);
  }

  /** CPU time that the microVM had, used or idle, in ns. */
  private static long host(double seconds) {
    return ticks(Math.round((BOOTED + seconds) * CPUS * 1e9));
  }

  /** The kernel counts these in steps of 10 ms. */
  private static long ticks(long nanos) {
    return nanos / 10_000_000 * 10_000_000;
  }

  private void memory(ObjectNode json, double now) {
    long rss = load.rss(now);
    long cache = load.cached();
    json.put("usage", rss + cache).put("max_usage", load.rssPeak(now) + cache);
    ObjectNode stats = json.putObject("stats");
    for (String total : new String[] {"", "total_"}) {
      stats
          .put(total + "active_anon", 0)
          .put(total + "active_file", cache / 4)
          .put(total + "cache", cache)
          .put(total + "dirty", 0)
          .put(total + "inactive_anon", rss)
          .put(total + "inactive_file", cache - cache / 4)
          .put(total + "mapped_file", cache / 2)
          .put(total + "pgfault", 52_000 + Math.round(30 * now))
          .put(total + "pgmajfault", 310)
          .put(total + "pgpgin", 61_000 + Math.round(9 * now))
          .put(total + "pgpgout", 2_900 + Math.round(8 * now))
          .put(total + "rss", rss)
          .put(total + "rss_huge", 0)
          .put(total + "unevictable", 0)
          .put(total + "writeback", 0);
    }
    stats.put("hierarchical_memory_limit", TASK_MEMORY).put("hierarchical_memsw_limit", NO_LIMIT);
    json.put("limit", NO_LIMIT);
  }

  private void blockIo(ObjectNode json, double now) {
    long read = load.readBytes();
    long written = load.written(now);
    device(json.putArray("io_service_bytes_recursive"), read, written);
    device(json.putArray("io_serviced_recursive"), read / 65_536, written / 4096);
    for (String list : new String[] {"queue", "service_time", "wait_time", "merged", "time"}) {
      json.putArray("io_" + list + "_recursive");
    }
    json.putArray("sectors_recursive");
  }

  private static void device(ArrayNode list, long read, long written) {
    String[] operations = {"Read", "Write", "Sync", "Async", "Discard", "Total"};
    long[] values = {read, written, read, written, 0, read + written};
    for (int i = 0; i < operations.length; i++) {
      list.addObject()
          .put("major", 259)
          .put("minor", 1)
          .put("op", operations[i])
          .put("value", values[i]);
    }
  }

  /** The task's interface: every container tells of the same one, each at its own time. */
  private static void network(ObjectNode json, double now) {
    traffic(json, "rx", 1_850_000 + Math.round(RECEIVED_PER_SECOND * now), 780);
    traffic(json, "tx", 96_000 + Math.round(SENT_PER_SECOND * now), 420);
  }

  private static void traffic(ObjectNode json, String direction, long bytes, long packet) {
    json.put(direction + "_bytes", bytes)
        .put(direction + "_packets", bytes / packet)
        .put(direction + "_errors", 0)
        .put(direction + "_dropped", 0);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
