package io.github.ecsmetrics.agent.metadata;

import io.github.ecsmetrics.agent.json.FieldMapping;
import io.github.ecsmetrics.agent.json.JsonField;

/**
 * The members of a stats object that the agent reads. Docker defines the object; its content
 * differs for cgroup v1, cgroup v2 and Windows.
 *
 * <pre>
 * {"read": "2020-10-08T21:24:44.938937019Z", "name": "curl",
 *  "cpu_stats": {"cpu_usage": {"total_usage": 360968065, "percpu_usage": [182359190, 178608875], ...}, ...},
 *  "memory_stats": {"usage": 6389760, "stats": {"cache": 12288, "inactive_file": 8192, ...}, ...},
 *  "blkio_stats": {"io_service_bytes_recursive": [{"major": 202, "minor": 26368, "op": "Read", "value": 638976}]},
 *  "networks": {"eth0": {"rx_bytes": 84, "rx_packets": 2, ...}}, ...}
 * </pre>
 */
final class StatsFields {
  static final FieldMapping<ContainerStats> FIELDS = new FieldMapping<>();

  static final JsonField<ContainerStats, String> NAME = FIELDS.text("name");

  /** Go's zero time if there was no reading, whatever the other members are. */
  static final JsonField<ContainerStats, Double> READ = FIELDS.timeOrNever("read");

  static final JsonField<ContainerStats, Double> PREREAD = FIELDS.time("preread");
  static final JsonField<ContainerStats, Double> PIDS_CURRENT = FIELDS.number("pids_stats.current");
  static final JsonField<ContainerStats, Double> PIDS_LIMIT = FIELDS.number("pids_stats.limit");

  /**
   * Windows: the host's processors, not the container's processes (moby's {@code
   * stats_windows.go}).
   */
  static final JsonField<ContainerStats, Double> NUM_PROCS = FIELDS.positive("num_procs");

  /** Nanoseconds, but units of 100 ns from Docker on Windows, like all of {@code cpu_usage}. */
  static final JsonField<ContainerStats, Double> CPU_TOTAL =
      FIELDS.number("cpu_stats.cpu_usage.total_usage");

  /** Like {@link #CPU_TOTAL}, at the time of {@link #PREREAD}. */
  static final JsonField<ContainerStats, Double> PREVIOUS_CPU_TOTAL =
      FIELDS.number("precpu_stats.cpu_usage.total_usage");

  static final JsonField<ContainerStats, Double> CPU_KERNEL =
      FIELDS.number("cpu_stats.cpu_usage.usage_in_kernelmode");
  static final JsonField<ContainerStats, Double> CPU_USER =
      FIELDS.number("cpu_stats.cpu_usage.usage_in_usermode");
  static final JsonField<ContainerStats, double[]> CPU_EACH =
      FIELDS.decoded("cpu_stats.cpu_usage.percpu_usage", new CpuTimes());
  static final JsonField<ContainerStats, Double> CPU_ONLINE =
      FIELDS.number("cpu_stats.online_cpus");
  static final JsonField<ContainerStats, Double> PERIODS =
      FIELDS.number("cpu_stats.throttling_data.periods");
  static final JsonField<ContainerStats, Double> THROTTLED_PERIODS =
      FIELDS.number("cpu_stats.throttling_data.throttled_periods");

  /** Nanoseconds. */
  static final JsonField<ContainerStats, Double> THROTTLED_TIME =
      FIELDS.number("cpu_stats.throttling_data.throttled_time");

  static final JsonField<ContainerStats, Double> MEMORY_USAGE = FIELDS.number("memory_stats.usage");
  static final JsonField<ContainerStats, Double> MEMORY_PEAK =
      FIELDS.number("memory_stats.max_usage");
  static final JsonField<ContainerStats, Double> MEMORY_FAILURES =
      FIELDS.number("memory_stats.failcnt");

  /** Windows, like the next two. */
  static final JsonField<ContainerStats, Double> COMMIT_BYTES =
      FIELDS.positive("memory_stats.commitbytes");

  static final JsonField<ContainerStats, Double> COMMIT_PEAK_BYTES =
      FIELDS.positive("memory_stats.commitpeakbytes");
  static final JsonField<ContainerStats, Double> PRIVATE_WORKING_SET =
      FIELDS.positive("memory_stats.privateworkingset");

  /** cgroup v1; cgroup v2 has {@link #FILE}. */
  static final JsonField<ContainerStats, Double> CACHE = FIELDS.number("memory_stats.stats.cache");

  static final JsonField<ContainerStats, Double> FILE = FIELDS.number("memory_stats.stats.file");

  /** cgroup v1; cgroup v2 has {@link #ANON}. */
  static final JsonField<ContainerStats, Double> RSS = FIELDS.number("memory_stats.stats.rss");

  static final JsonField<ContainerStats, Double> ANON = FIELDS.number("memory_stats.stats.anon");
  static final JsonField<ContainerStats, Double> INACTIVE_FILE =
      FIELDS.number("memory_stats.stats.inactive_file");

  /** cgroup v1: includes the cgroups below, like {@code usage}. */
  static final JsonField<ContainerStats, Double> TOTAL_INACTIVE_FILE =
      FIELDS.number("memory_stats.stats.total_inactive_file");

  /** cgroup v1; cgroup v2 has {@link #FILE_MAPPED}. */
  static final JsonField<ContainerStats, Double> MAPPED_FILE =
      FIELDS.number("memory_stats.stats.mapped_file");

  static final JsonField<ContainerStats, Double> FILE_MAPPED =
      FIELDS.number("memory_stats.stats.file_mapped");
  static final JsonField<ContainerStats, Double> PAGE_FAULTS =
      FIELDS.number("memory_stats.stats.pgfault");
  static final JsonField<ContainerStats, Double> MAJOR_PAGE_FAULTS =
      FIELDS.number("memory_stats.stats.pgmajfault");
  static final JsonField<ContainerStats, BlockIo> BLOCK_BYTES =
      FIELDS.decoded("blkio_stats.io_service_bytes_recursive", new BlockIo.Decoder());
  static final JsonField<ContainerStats, BlockIo> BLOCK_OPERATIONS =
      FIELDS.decoded("blkio_stats.io_serviced_recursive", new BlockIo.Decoder());

  /** Windows, like the next three. */
  static final JsonField<ContainerStats, Double> STORAGE_READ_BYTES =
      FIELDS.positive("storage_stats.read_size_bytes");

  static final JsonField<ContainerStats, Double> STORAGE_WRITE_BYTES =
      FIELDS.positive("storage_stats.write_size_bytes");
  static final JsonField<ContainerStats, Double> STORAGE_READ_OPERATIONS =
      FIELDS.positive("storage_stats.read_count_normalized");
  static final JsonField<ContainerStats, Double> STORAGE_WRITE_OPERATIONS =
      FIELDS.positive("storage_stats.write_count_normalized");
  static final JsonField<ContainerStats, NetworkInterface[]> NETWORKS =
      FIELDS.decoded("networks", new NetworkInterface.Decoder());

  private StatsFields() {}
}
