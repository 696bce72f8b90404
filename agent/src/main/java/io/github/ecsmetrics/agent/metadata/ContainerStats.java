package io.github.ecsmetrics.agent.metadata;

/** The stats of a container, in the same form for cgroup v1, cgroup v2 and Windows. */
public final class ContainerStats {
  private final String name;
  private final double[] values;
  private final double[] cpus;
  private final NetworkInterface[] interfaces;
  private final BlockIo blockBytes;
  private final BlockIo blockOperations;

  /**
   * @param values by the ordinal of their {@link ContainerStat}
   */
  ContainerStats(
      String name,
      double[] values,
      double[] cpus,
      NetworkInterface[] interfaces,
      BlockIo blockBytes,
      BlockIo blockOperations) {
    this.name = name;
    this.values = values;
    this.cpus = cpus;
    this.interfaces = interfaces;
    this.blockBytes = blockBytes;
    this.blockOperations = blockOperations;
  }

  /** The runtime's name of the container without Docker's leading slash, or null. */
  public String name() {
    return name;
  }

  /** Whether no number is known. */
  public boolean isBlank() {
    for (double stat : values) {
      if (!Double.isNaN(stat)) return false;
    }
    return true;
  }

  /** The value, or NaN. */
  public double value(ContainerStat stat) {
    return values[stat.ordinal()];
  }

  /** Nanoseconds of that CPU; cgroup v2 and Windows have no CPUs here. */
  public double cpuNanos(int cpu) {
    return cpus[cpu];
  }

  public int cpuCount() {
    return cpus.length;
  }

  public NetworkInterface networkInterface(int i) {
    return interfaces[i];
  }

  public int networkInterfaceCount() {
    return interfaces.length;
  }

  /** Bytes by device and operation. */
  public BlockIo blockBytes() {
    return blockBytes;
  }

  /** Operations by device and operation. */
  public BlockIo blockOperations() {
    return blockOperations;
  }
}
