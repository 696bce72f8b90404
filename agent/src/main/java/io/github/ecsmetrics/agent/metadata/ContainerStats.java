package io.github.ecsmetrics.agent.metadata;

/**
 * What a container's stats object says, put the same way for cgroup v1, cgroup v2 and Windows.
 *
 * <p>Each figure is read from the member that has it, whichever platform's that is: Windows tasks
 * on Fargate are containerd's, which says some of Docker's Windows members beside Linux' ones.
 */
public final class ContainerStats {
  /**
   * From here on the kernel means "no limit": 2^63 less a page, rounded up by cgroup v1 or by
   * somebody's JSON tool.
   */
  private static final double NO_LIMIT = 9223372036854771712.0;

  private final String name;
  private final double[] figures = new double[Figure.COUNT];
  private final double[] cpus;
  private final NetworkInterface[] interfaces;
  private final BlockIo blockBytes;
  private final BlockIo blockOperations;

  ContainerStats(StatsRow row) {
    String given = row.name();
    name = given == null || !given.startsWith("/") ? given : given.substring(1);
    cpus = row.cpus();
    interfaces = row.interfaces();
    blockBytes =
        either(
            row.blockBytes(), row, StatsField.STORAGE_READ_BYTES, StatsField.STORAGE_WRITE_BYTES);
    blockOperations =
        either(
            row.blockOperations(),
            row,
            StatsField.STORAGE_READ_OPERATIONS,
            StatsField.STORAGE_WRITE_OPERATIONS);
    setCpu(row, isOfDockerOnWindows(row) ? 100 : 1);
    setMemory(row);
    setInputAndOutput();
    set(Figure.PROCESSES, row.get(StatsField.PIDS_CURRENT));
    set(Figure.PROCESSES_LIMIT, limit(row.get(StatsField.PIDS_LIMIT)));
    set(Figure.READ_AT, row.get(StatsField.READ));
    set(Figure.PREVIOUS_READ_AT, row.get(StatsField.PREREAD));
    set(Figure.CPUS_IN_USE, cpusInUse());
  }

  /**
   * Whether CPU time is in units of 100 ns. Docker on Windows hands on what Windows counts (its
   * API's description); containerd, which Fargate has there too, is handed nanoseconds by
   * Microsoft's hcsshim. Docker alone says committed memory, and never says {@code usage} on
   * Windows.
   */
  private static boolean isOfDockerOnWindows(StatsRow row) {
    if (!Double.isNaN(row.get(StatsField.COMMIT_BYTES))) return true;
    boolean windows = !Double.isNaN(row.get(StatsField.NUM_PROCS));
    return windows && Double.isNaN(row.get(StatsField.MEMORY_USAGE));
  }

  /** What is known by device, else Windows' sum. */
  private static BlockIo either(BlockIo listed, StatsRow row, StatsField read, StatsField written) {
    if (listed.size() > 0) return listed;
    BlockIo sum = new BlockIo();
    if (!Double.isNaN(row.get(read))) sum.add(BlockIo.READ, row.get(read));
    if (!Double.isNaN(row.get(written))) sum.add(BlockIo.WRITE, row.get(written));
    return sum;
  }

  private void setCpu(StatsRow row, int nanosPerUnit) {
    set(Figure.CPU, row.get(StatsField.CPU_TOTAL) * nanosPerUnit);
    set(Figure.PREVIOUS_CPU, row.get(StatsField.PREVIOUS_CPU_TOTAL) * nanosPerUnit);
    set(Figure.CPU_USER, row.get(StatsField.CPU_USER) * nanosPerUnit);
    set(Figure.CPU_SYSTEM, row.get(StatsField.CPU_KERNEL) * nanosPerUnit);
    set(Figure.CPU_ONLINE, row.get(StatsField.CPU_ONLINE, StatsField.NUM_PROCS));
    set(Figure.CPU_PERIODS, row.get(StatsField.PERIODS));
    set(Figure.CPU_THROTTLED_PERIODS, row.get(StatsField.THROTTLED_PERIODS));
    set(Figure.CPU_THROTTLED, row.get(StatsField.THROTTLED_TIME));
  }

  private void setMemory(StatsRow row) {
    double usage = row.get(StatsField.COMMIT_BYTES, StatsField.MEMORY_USAGE);
    double cache = row.get(StatsField.CACHE, StatsField.FILE);
    double inactive = row.get(StatsField.TOTAL_INACTIVE_FILE, StatsField.INACTIVE_FILE);
    double majorFaults = row.get(StatsField.MAJOR_PAGE_FAULTS);
    set(Figure.MEMORY, usage);
    set(Figure.MEMORY_WITHOUT_CACHE, difference(usage, cache));
    set(
        Figure.MEMORY_WORKING_SET,
        Double.isNaN(inactive)
            ? row.get(StatsField.PRIVATE_WORKING_SET)
            : difference(usage, inactive));
    set(Figure.MEMORY_CACHE, cache);
    set(Figure.MEMORY_RSS, row.get(StatsField.RSS, StatsField.ANON));
    set(Figure.MEMORY_MAPPED_FILE, row.get(StatsField.MAPPED_FILE, StatsField.FILE_MAPPED));
    set(Figure.MEMORY_PEAK, row.get(StatsField.COMMIT_PEAK_BYTES, StatsField.MEMORY_PEAK));
    set(Figure.MEMORY_FAILURES, row.get(StatsField.MEMORY_FAILURES));
    set(Figure.MINOR_PAGE_FAULTS, difference(row.get(StatsField.PAGE_FAULTS), majorFaults));
    set(Figure.MAJOR_PAGE_FAULTS, majorFaults);
  }

  private void setInputAndOutput() {
    set(Figure.NETWORK_RECEIVED, NetworkInterface.sum(interfaces, NetworkCounter.RECEIVED_BYTES));
    set(
        Figure.NETWORK_TRANSMITTED,
        NetworkInterface.sum(interfaces, NetworkCounter.TRANSMITTED_BYTES));
    set(Figure.BLOCK_READ, blockBytes.sum(BlockIo.READ));
    set(Figure.BLOCK_WRITTEN, blockBytes.sum(BlockIo.WRITE));
    set(Figure.BLOCK_READS, blockOperations.sum(BlockIo.READ));
    set(Figure.BLOCK_WRITES, blockOperations.sum(BlockIo.WRITE));
  }

  private double cpusInUse() {
    double seconds = value(Figure.READ_AT) - value(Figure.PREVIOUS_READ_AT);
    double nanos = value(Figure.CPU) - value(Figure.PREVIOUS_CPU);
    return seconds > 0 && nanos >= 0 ? nanos / 1e9 / seconds : Double.NaN;
  }

  private void set(Figure figure, double value) {
    figures[figure.ordinal()] = value;
  }

  /** The two are not read at one instant, so that the difference can fall below 0. */
  private static double difference(double whole, double part) {
    return Math.max(0, whole - part);
  }

  private static double limit(double value) {
    return value > 0 && value < NO_LIMIT ? value : Double.NaN;
  }

  /** The name as the runtime knows it, without Docker's leading slash, or null. */
  public String name() {
    return name;
  }

  /** Whether no figure is known. */
  boolean isBlank() {
    for (double figure : figures) {
      if (!Double.isNaN(figure)) return false;
    }
    return true;
  }

  /** The figure's value, or NaN. */
  public double value(Figure figure) {
    return figures[figure.ordinal()];
  }

  /** Nanoseconds of each CPU; empty where it is not said (cgroup v2, Windows). */
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
