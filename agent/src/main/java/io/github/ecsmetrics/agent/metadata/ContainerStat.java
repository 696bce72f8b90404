package io.github.ecsmetrics.agent.metadata;

/** A number that the endpoint has for each container, in the same unit on every platform. */
public enum ContainerStat {
  /** Nanoseconds, like all times here. */
  CPU(OfTask.RUNNING_SUM),
  CPU_USER,
  CPU_SYSTEM,
  CPU_ONLINE,
  CPU_PERIODS,
  CPU_THROTTLED_PERIODS,
  CPU_THROTTLED,
  /** Bytes including caches; on Windows the committed bytes. */
  MEMORY(OfTask.SUM),
  /** Bytes without the page cache. */
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
  /** The time of the reading in seconds since the epoch. */
  READ_AT,
  /** The time of the reading before in seconds since the epoch. */
  PREVIOUS_READ_AT,
  /** Like {@link #CPU}, at that time. */
  PREVIOUS_CPU,
  /** CPUs in use between the endpoint's last two readings. */
  CPUS_IN_USE(OfTask.SUM);

  /** How the number of the whole task is made of those of its containers. */
  public enum OfTask {
    NOTHING,
    /** The sum over the containers that run. */
    SUM,
    /** The sum over all containers that ever ran, which never falls. */
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
