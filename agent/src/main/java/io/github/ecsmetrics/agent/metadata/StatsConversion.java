package io.github.ecsmetrics.agent.metadata;

import io.github.ecsmetrics.agent.json.FieldValues;
import io.github.ecsmetrics.agent.json.JsonField;
import java.util.Arrays;

/**
 * Converts the members of one stats object to {@link ContainerStats}.
 *
 * <p>Each number comes from whichever member has it, without a switch for the platform: containerd,
 * which runs Windows tasks on Fargate, writes members of Docker on Windows beside those of Linux.
 */
final class StatsConversion {
  /** The kernel's "no limit": 2^63 less a page, rounded up by cgroup v1 or by a JSON tool. */
  private static final double NO_LIMIT = 9223372036854771712.0;

  private static final double[] NO_CPUS = {};
  private static final NetworkInterface[] NO_INTERFACES = {};

  private final FieldValues<ContainerStats> read;
  private final double[] values = new double[ContainerStat.COUNT];

  private StatsConversion(FieldValues<ContainerStats> read) {
    this.read = read;
  }

  static ContainerStats convert(FieldValues<ContainerStats> read) {
    return new StatsConversion(read).convert();
  }

  private ContainerStats convert() {
    NetworkInterface[] listed = read.get(StatsFields.NETWORKS);
    NetworkInterface[] interfaces = listed == null ? NO_INTERFACES : listed;
    BlockIo bytes =
        either(
            read.get(StatsFields.BLOCK_BYTES),
            StatsFields.STORAGE_READ_BYTES,
            StatsFields.STORAGE_WRITE_BYTES);
    BlockIo operations =
        either(
            read.get(StatsFields.BLOCK_OPERATIONS),
            StatsFields.STORAGE_READ_OPERATIONS,
            StatsFields.STORAGE_WRITE_OPERATIONS);
    setCpu(isOfDockerOnWindows() ? 100 : 1);
    setMemory();
    setNetwork(interfaces);
    setBlockIo(bytes, operations);
    set(ContainerStat.PROCESSES, read.number(StatsFields.PIDS_CURRENT));
    set(ContainerStat.PROCESSES_LIMIT, limit(read.number(StatsFields.PIDS_LIMIT)));
    setTimes();
    return new ContainerStats(name(), values, cpus(), interfaces, bytes, operations);
  }

  private String name() {
    String given = read.get(StatsFields.NAME);
    return given == null || !given.startsWith("/") ? given : given.substring(1);
  }

  /**
   * Whether CPU time is in units of 100 ns. Docker on Windows passes on the units of Windows (see
   * the description of its API). containerd, which Fargate uses on Windows, gets nanoseconds from
   * Microsoft's hcsshim. Only Docker reports committed memory, and it never reports {@code usage}
   * on Windows.
   */
  private boolean isOfDockerOnWindows() {
    if (!Double.isNaN(read.number(StatsFields.COMMIT_BYTES))) return true;
    boolean windows = !Double.isNaN(read.number(StatsFields.NUM_PROCS));
    return windows && Double.isNaN(read.number(StatsFields.MEMORY_USAGE));
  }

  /** The values by device, else the sums of Windows. */
  private BlockIo either(
      BlockIo listed,
      JsonField<ContainerStats, Double> reads,
      JsonField<ContainerStats, Double> writes) {
    if (listed != null && listed.size() > 0) return listed;
    BlockIo sum = new BlockIo();
    if (!Double.isNaN(read.number(reads))) sum.add(BlockIo.READ, read.number(reads));
    if (!Double.isNaN(read.number(writes))) sum.add(BlockIo.WRITE, read.number(writes));
    return sum;
  }

  private void setCpu(int nanosPerUnit) {
    set(ContainerStat.CPU, read.number(StatsFields.CPU_TOTAL) * nanosPerUnit);
    set(ContainerStat.PREVIOUS_CPU, read.number(StatsFields.PREVIOUS_CPU_TOTAL) * nanosPerUnit);
    set(ContainerStat.CPU_USER, read.number(StatsFields.CPU_USER) * nanosPerUnit);
    set(ContainerStat.CPU_SYSTEM, read.number(StatsFields.CPU_KERNEL) * nanosPerUnit);
    set(ContainerStat.CPU_ONLINE, read.number(StatsFields.CPU_ONLINE, StatsFields.NUM_PROCS));
    set(ContainerStat.CPU_PERIODS, read.number(StatsFields.PERIODS));
    set(ContainerStat.CPU_THROTTLED_PERIODS, read.number(StatsFields.THROTTLED_PERIODS));
    set(ContainerStat.CPU_THROTTLED, read.number(StatsFields.THROTTLED_TIME));
  }

  private void setMemory() {
    double usage = read.number(StatsFields.COMMIT_BYTES, StatsFields.MEMORY_USAGE);
    double cache = read.number(StatsFields.CACHE, StatsFields.FILE);
    double inactive = read.number(StatsFields.TOTAL_INACTIVE_FILE, StatsFields.INACTIVE_FILE);
    double majorFaults = read.number(StatsFields.MAJOR_PAGE_FAULTS);
    set(ContainerStat.MEMORY, usage);
    set(ContainerStat.MEMORY_WITHOUT_CACHE, difference(usage, cache));
    set(
        ContainerStat.MEMORY_WORKING_SET,
        Double.isNaN(inactive)
            ? read.number(StatsFields.PRIVATE_WORKING_SET)
            : difference(usage, inactive));
    set(ContainerStat.MEMORY_CACHE, cache);
    set(ContainerStat.MEMORY_RSS, read.number(StatsFields.RSS, StatsFields.ANON));
    set(
        ContainerStat.MEMORY_MAPPED_FILE,
        read.number(StatsFields.MAPPED_FILE, StatsFields.FILE_MAPPED));
    set(
        ContainerStat.MEMORY_PEAK,
        read.number(StatsFields.COMMIT_PEAK_BYTES, StatsFields.MEMORY_PEAK));
    set(ContainerStat.MEMORY_FAILURES, read.number(StatsFields.MEMORY_FAILURES));
    set(
        ContainerStat.MINOR_PAGE_FAULTS,
        difference(read.number(StatsFields.PAGE_FAULTS), majorFaults));
    set(ContainerStat.MAJOR_PAGE_FAULTS, majorFaults);
  }

  private void setNetwork(NetworkInterface[] interfaces) {
    set(
        ContainerStat.NETWORK_RECEIVED,
        NetworkInterface.sum(interfaces, NetworkCounter.RECEIVED_BYTES));
    set(
        ContainerStat.NETWORK_TRANSMITTED,
        NetworkInterface.sum(interfaces, NetworkCounter.TRANSMITTED_BYTES));
  }

  private void setBlockIo(BlockIo bytes, BlockIo operations) {
    set(ContainerStat.BLOCK_READ, bytes.sum(BlockIo.READ));
    set(ContainerStat.BLOCK_WRITTEN, bytes.sum(BlockIo.WRITE));
    set(ContainerStat.BLOCK_READS, operations.sum(BlockIo.READ));
    set(ContainerStat.BLOCK_WRITES, operations.sum(BlockIo.WRITE));
  }

  /** The two times of reading, and the CPUs in use between them. */
  private void setTimes() {
    double readAt = read.number(StatsFields.READ);
    set(ContainerStat.READ_AT, readAt > 0 ? readAt : Double.NaN);
    set(ContainerStat.PREVIOUS_READ_AT, read.number(StatsFields.PREREAD));
    double seconds = value(ContainerStat.READ_AT) - value(ContainerStat.PREVIOUS_READ_AT);
    double nanos = value(ContainerStat.CPU) - value(ContainerStat.PREVIOUS_CPU);
    boolean grows = seconds > 0 && nanos >= 0;
    set(ContainerStat.CPUS_IN_USE, grows ? nanos / 1e9 / seconds : Double.NaN);
  }

  /** CPU time of each CPU that exists; Docker may list more than there are, the rest 0. */
  private double[] cpus() {
    double[] listed = read.get(StatsFields.CPU_EACH);
    if (listed == null) return NO_CPUS;
    double online = read.number(StatsFields.CPU_ONLINE);
    int count = online < listed.length ? (int) online : listed.length;
    while (Double.isNaN(online) && count > 0 && !(listed[count - 1] > 0)) count--;
    return count == listed.length ? listed : Arrays.copyOf(listed, count);
  }

  private double value(ContainerStat stat) {
    return values[stat.ordinal()];
  }

  private void set(ContainerStat stat, double value) {
    values[stat.ordinal()] = value;
  }

  /** The two are not read at the same moment, so the difference can be below 0. */
  private static double difference(double whole, double part) {
    return Math.max(0, whole - part);
  }

  private static double limit(double value) {
    return value > 0 && value < NO_LIMIT ? value : Double.NaN;
  }
}
