package io.github.ecsmetrics.agent.task;

import io.github.ecsmetrics.agent.metadata.BlockIo;
import io.github.ecsmetrics.agent.metadata.Container;
import io.github.ecsmetrics.agent.metadata.ContainerStat;
import io.github.ecsmetrics.agent.metadata.ContainerStats;
import io.github.ecsmetrics.agent.metadata.NetworkCounter;
import io.github.ecsmetrics.agent.metadata.NetworkInterface;

/** The newest stats of one container, and its use over all its runs. */
final class ContainerHistory {
  private final long lifeNanos;

  /** By stat; null if the task has no running sum of it. */
  private final RunningSum[] sums = new RunningSum[ContainerStat.COUNT];

  private ContainerStats newest;
  private long heardNanos;

  // All in seconds since the epoch, or NaN.
  private double readAt = Double.NaN;
  private double olderReadAt = Double.NaN;
  private double startedAt = Double.NaN;
  private double restartCount = Double.NaN;

  /**
   * @param lifeNanos for how long stats count after they came
   */
  ContainerHistory(long lifeNanos) {
    this.lifeNanos = lifeNanos;
    for (ContainerStat stat : ContainerStat.values()) {
      if (stat.ofTask() == ContainerStat.OfTask.RUNNING_SUM)
        sums[stat.ordinal()] = new RunningSum();
    }
  }

  /**
   * Adds stats unless they are older than the last ones.
   *
   * @param container the container in {@code /task}, or null
   * @return whether they were added
   */
  boolean observe(ContainerStats stats, Container container, long nanos) {
    double time = stats.value(ContainerStat.READ_AT);
    if (isOlder(time, nanos)) return false;
    if (container != null) {
      startedAt = larger(startedAt, container.number(Container.STARTED_AT));
      restartCount = larger(restartCount, container.number(Container.RESTART_COUNT));
    }
    count(stats, Double.isNaN(time) ? larger(readAt, startedAt) : time);
    if (!Double.isNaN(time)) readAt = time;
    newest = stats;
    heardNanos = nanos;
    return true;
  }

  /**
   * If a clock was set back, new times are lower than the last one. Such stats count once their
   * times advance again and the last stats are too old.
   */
  private boolean isOlder(double time, long nanos) {
    if (!(time < readAt)) return false;
    boolean goesOn = time > olderReadAt;
    olderReadAt = time;
    return !goesOn || newest(nanos) != null;
  }

  private static double larger(double known, double said) {
    return said <= known || Double.isNaN(said) ? known : said;
  }

  private void count(ContainerStats stats, double time) {
    if (countCpu(stats, time)) startedAt = larger(startedAt, time);
    for (int i = 0; i < stats.networkInterfaceCount(); i++) {
      NetworkInterface seen = stats.networkInterface(i);
      double received = seen.value(NetworkCounter.RECEIVED_BYTES);
      double transmitted = seen.value(NetworkCounter.TRANSMITTED_BYTES);
      count(ContainerStat.NETWORK_RECEIVED, seen.name(), received, time);
      count(ContainerStat.NETWORK_TRANSMITTED, seen.name(), transmitted, time);
    }
    count(ContainerStat.BLOCK_READ, ContainerStat.BLOCK_WRITTEN, stats.blockBytes(), time);
    count(ContainerStat.BLOCK_READS, ContainerStat.BLOCK_WRITES, stats.blockOperations(), time);
  }

  /** The endpoint's previous reading can show a restart since ours. */
  private boolean countCpu(ContainerStats stats, double time) {
    double cpu = stats.value(ContainerStat.CPU);
    double previous = stats.value(ContainerStat.PREVIOUS_CPU);
    boolean later = stats.value(ContainerStat.PREVIOUS_READ_AT) > readAt && previous > 0;
    return count(
        ContainerStat.CPU, ContainerStat.CPU, cpu, later ? Math.min(cpu, previous) : cpu, time);
  }

  private void count(ContainerStat read, ContainerStat written, BlockIo blockIo, double time) {
    for (int i = 0; i < blockIo.size(); i++) {
      if (blockIo.is(BlockIo.READ, i)) count(read, blockIo.key(i), blockIo.value(i), time);
      if (blockIo.is(BlockIo.WRITE, i)) count(written, blockIo.key(i), blockIo.value(i), time);
    }
  }

  private void count(ContainerStat stat, Object part, double value, double time) {
    count(stat, part, value, value, time);
  }

  private boolean count(ContainerStat stat, Object part, double value, double lowest, double time) {
    if (Double.isNaN(value)) return false;
    RestartingCounter counter = sums[stat.ordinal()].part(part);
    return counter.observe(value, lowest, time, startedAt, restartCount);
  }

  /** The newest stats, or null if they are too old. */
  ContainerStats newest(long nanos) {
    return nanos - heardNanos > lifeNanos ? null : newest;
  }

  /** The use in all runs, or NaN. Only for stats with a running sum. */
  double total(ContainerStat stat) {
    return sums[stat.ordinal()].total();
  }
}
