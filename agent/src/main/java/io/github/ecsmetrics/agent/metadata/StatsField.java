package io.github.ecsmetrics.agent.metadata;

/**
 * The members of a stats object that the agent reads; Docker's stats, on cgroup v1, cgroup v2 and
 * Windows.
 *
 * <pre>
 * {"read": "2020-10-08T21:24:44.938937019Z", "name": "curl",
 *  "cpu_stats": {"cpu_usage": {"total_usage": 360968065, "percpu_usage": [182359190, 178608875], ...}, ...},
 *  "memory_stats": {"usage": 6389760, "stats": {"cache": 12288, "inactive_file": 8192, ...}, ...},
 *  "blkio_stats": {"io_service_bytes_recursive": [{"major": 202, "minor": 26368, "op": "Read", "value": 638976}]},
 *  "networks": {"eth0": {"rx_bytes": 84, "rx_packets": 2, ...}}, ...}
 * </pre>
 */
enum StatsField implements Field {
  NAME("name", Kind.TEXT),
  /** Go's zero time where there was no reading, whatever the other members say. */
  READ("read", Kind.PART),
  PREREAD("preread", Kind.TIME),
  PIDS_CURRENT("pids_stats.current"),
  PIDS_LIMIT("pids_stats.limit"),
  /**
   * Windows: the host's processors, not the container's processes (moby's {@code
   * stats_windows.go}).
   */
  NUM_PROCS("num_procs", Kind.POSITIVE),
  /** Nanoseconds; of Docker on Windows units of 100 ns, as all of {@code cpu_usage}. */
  CPU_TOTAL("cpu_stats.cpu_usage.total_usage"),
  /** As {@link #CPU_TOTAL}, at the time of {@link #PREREAD}. */
  PREVIOUS_CPU_TOTAL("precpu_stats.cpu_usage.total_usage"),
  CPU_KERNEL("cpu_stats.cpu_usage.usage_in_kernelmode"),
  CPU_USER("cpu_stats.cpu_usage.usage_in_usermode"),
  CPU_EACH("cpu_stats.cpu_usage.percpu_usage", Kind.PART),
  CPU_ONLINE("cpu_stats.online_cpus"),
  PERIODS("cpu_stats.throttling_data.periods"),
  THROTTLED_PERIODS("cpu_stats.throttling_data.throttled_periods"),
  /** Nanoseconds. */
  THROTTLED_TIME("cpu_stats.throttling_data.throttled_time"),
  MEMORY_USAGE("memory_stats.usage"),
  MEMORY_PEAK("memory_stats.max_usage"),
  MEMORY_FAILURES("memory_stats.failcnt"),
  /** Windows, as the next two. */
  COMMIT_BYTES("memory_stats.commitbytes", Kind.POSITIVE),
  COMMIT_PEAK_BYTES("memory_stats.commitpeakbytes", Kind.POSITIVE),
  PRIVATE_WORKING_SET("memory_stats.privateworkingset", Kind.POSITIVE),
  /** cgroup v1; {@link #FILE} is what cgroup v2 has. */
  CACHE("memory_stats.stats.cache"),
  FILE("memory_stats.stats.file"),
  /** cgroup v1; {@link #ANON} is what cgroup v2 has. */
  RSS("memory_stats.stats.rss"),
  ANON("memory_stats.stats.anon"),
  INACTIVE_FILE("memory_stats.stats.inactive_file"),
  /** cgroup v1: with the cgroups below, as {@code usage} is. */
  TOTAL_INACTIVE_FILE("memory_stats.stats.total_inactive_file"),
  /** cgroup v1; {@link #FILE_MAPPED} is what cgroup v2 has. */
  MAPPED_FILE("memory_stats.stats.mapped_file"),
  FILE_MAPPED("memory_stats.stats.file_mapped"),
  PAGE_FAULTS("memory_stats.stats.pgfault"),
  MAJOR_PAGE_FAULTS("memory_stats.stats.pgmajfault"),
  BLOCK_BYTES("blkio_stats.io_service_bytes_recursive", Kind.PART),
  BLOCK_OPERATIONS("blkio_stats.io_serviced_recursive", Kind.PART),
  /** Windows, as the next three. */
  STORAGE_READ_BYTES("storage_stats.read_size_bytes", Kind.POSITIVE),
  STORAGE_WRITE_BYTES("storage_stats.write_size_bytes", Kind.POSITIVE),
  STORAGE_READ_OPERATIONS("storage_stats.read_count_normalized", Kind.POSITIVE),
  STORAGE_WRITE_OPERATIONS("storage_stats.write_count_normalized", Kind.POSITIVE),
  NETWORKS("networks", Kind.PART);

  private final String path;
  private final Kind kind;

  StatsField(String path) {
    this(path, Kind.NUMBER);
  }

  StatsField(String path, Kind kind) {
    this.path = path;
    this.kind = kind;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
