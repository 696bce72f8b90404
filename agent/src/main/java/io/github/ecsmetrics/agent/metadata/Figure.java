package io.github.ecsmetrics.agent.metadata;

/** A number about one container's use of something, the same on every platform. */
public enum Figure {
  /** Nanoseconds, as all times here. */
  CPU,
  CPU_USER,
  CPU_SYSTEM,
  CPU_ONLINE,
  CPU_PERIODS,
  CPU_THROTTLED_PERIODS,
  CPU_THROTTLED,
  /** Bytes, caches included; on Windows the committed ones. */
  MEMORY,
  /** Bytes, the page cache taken off. */
  MEMORY_WITHOUT_CACHE,
  /** Bytes without the inactive page cache, which the kernel takes back first. */
  MEMORY_WORKING_SET,
  MEMORY_CACHE,
  /** Bytes of anonymous memory. */
  MEMORY_RSS,
  MEMORY_MAPPED_FILE,
  MEMORY_PEAK,
  MEMORY_FAILURES,
  MINOR_PAGE_FAULTS,
  MAJOR_PAGE_FAULTS,
  /** Bytes, all interfaces. */
  NETWORK_RECEIVED,
  NETWORK_TRANSMITTED,
  /** Bytes, all devices. */
  BLOCK_READ,
  BLOCK_WRITTEN,
  BLOCK_READS,
  BLOCK_WRITES,
  PROCESSES,
  PROCESSES_LIMIT,
  /** When the numbers were taken, in seconds since the epoch. */
  READ_AT,
  /** When the numbers before these were taken, in seconds since the epoch. */
  PREVIOUS_READ_AT,
  /** As {@link #CPU}, at that time. */
  PREVIOUS_CPU;

  static final int COUNT = values().length;
}
