package io.github.ecsmetrics.agent.metadata;

/**
 * A number about one container's use of something, the same on every platform, and what the task
 * has of it.
 */
public enum ContainerStat {
  /** Nanoseconds, as all times here. */
  CPU(OfTask.RUNNING_SUM),
  CPU_USER,
  CPU_SYSTEM,
  CPU_ONLINE,
  CPU_PERIODS,
  CPU_THROTTLED_PERIODS,
  CPU_THROTTLED,
  /** Bytes, caches included; on Windows the committed ones. */
  MEMORY(OfTask.SUM),
  /** Bytes, the page cache taken off. */
  MEMORY_WITHOUT_CACHE(OfTask.SUM),
  /** Bytes without the inactive page cache, which the kernel takes back first. */
  MEMORY_WORKING_SET(OfTask.SUM),
  MEMORY_CACHE(OfTask.SUM),
  /** Bytes of anonymous memory. */
  MEMORY_RSS(OfTask.SUM),
  MEMORY_MAPPED_FILE,
  MEMORY_PEAK,
  MEMORY_FAILURES,
  MINOR_PAGE_FAULTS,
  MAJOR_PAGE_FAULTS,
  /** Bytes, all interfaces. */
  NETWORK_RECEIVED(OfTask.RUNNING_SUM),
  NETWORK_TRANSMITTED(OfTask.RUNNING_SUM),
  /** Bytes, all devices. */
  BLOCK_READ(OfTask.RUNNING_SUM),
  BLOCK_WRITTEN(OfTask.RUNNING_SUM),
  BLOCK_READS(OfTask.RUNNING_SUM),
  BLOCK_WRITES(OfTask.RUNNING_SUM),
  PROCESSES,
  PROCESSES_LIMIT,
  /** When the numbers were taken, in seconds since the epoch. */
  READ_AT,
  /** When the numbers before these were taken, in seconds since the epoch. */
  PREVIOUS_READ_AT,
  /** As {@link #CPU}, at that time. */
  PREVIOUS_CPU,
  /** CPUs in use between the endpoint's last two readings. */
  CPUS_IN_USE(OfTask.SUM);

  /** What of a figure is true of the task as a whole. */
  public enum OfTask {
    NOTHING,
    /** The sum over those that use something now. */
    SUM,
    /** The sum over all that ever used something, which never falls. */
    RUNNING_SUM
  }

  public static final int COUNT = values().length;

  private final OfTask ofTask;

  ContainerStat() {
    this(OfTask.NOTHING);
  }

  ContainerStat(OfTask ofTask) {
    this.ofTask = ofTask;
  }

  public OfTask ofTask() {
    return ofTask;
  }
}
