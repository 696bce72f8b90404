package io.github.ecsmetrics.agent.metadata;

/** What one container has said so far: its newest numbers, and what it has used in all its runs. */
final class ContainerHistory {
  private final long lifeNanos;

  /** By figure; null for those of which the task has no running sum. */
  private final RunningSum[] sums = new RunningSum[Figure.COUNT];

  private ContainerStats newest;
  private long heardNanos;

  // All in seconds since the epoch, or NaN.
  private double readAt = Double.NaN;
  private double olderReadAt = Double.NaN;
  private double startedAt = Double.NaN;
  private double restartCount = Double.NaN;

  /**
   * @param lifeNanos for how long numbers are told after they came
   */
  ContainerHistory(long lifeNanos) {
    this.lifeNanos = lifeNanos;
    for (Figure figure : Figure.values()) {
      if (figure.ofTask() == Figure.OfTask.RUNNING_SUM) sums[figure.ordinal()] = new RunningSum();
    }
  }

  /**
   * Takes numbers, unless they are older than those before.
   *
   * @param container what the task says of it, or null
   * @return whether they were taken
   */
  boolean observe(ContainerStats stats, Container container, long nanos) {
    double time = stats.value(Figure.READ_AT);
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

  /** After a clock was set back all times are older; they are believed if they go on. */
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
      count(Figure.NETWORK_RECEIVED, seen.name(), received, time);
      count(Figure.NETWORK_TRANSMITTED, seen.name(), transmitted, time);
    }
    count(Figure.BLOCK_READ, Figure.BLOCK_WRITTEN, stats.blockBytes(), time);
    count(Figure.BLOCK_READS, Figure.BLOCK_WRITES, stats.blockOperations(), time);
  }

  /** The endpoint's own previous reading can tell of a restart since ours. */
  private boolean countCpu(ContainerStats stats, double time) {
    double cpu = stats.value(Figure.CPU);
    double previous = stats.value(Figure.PREVIOUS_CPU);
    boolean later = stats.value(Figure.PREVIOUS_READ_AT) > readAt && previous > 0;
    return count(Figure.CPU, Figure.CPU, cpu, later ? Math.min(cpu, previous) : cpu, time);
  }

  private void count(Figure read, Figure written, BlockIo blockIo, double time) {
    for (int i = 0; i < blockIo.size(); i++) {
      if (blockIo.is(BlockIo.READ, i)) count(read, blockIo.key(i), blockIo.value(i), time);
      if (blockIo.is(BlockIo.WRITE, i)) count(written, blockIo.key(i), blockIo.value(i), time);
    }
  }

  private void count(Figure figure, Object part, double value, double time) {
    count(figure, part, value, value, time);
  }

  private boolean count(Figure figure, Object part, double value, double lowest, double time) {
    if (Double.isNaN(value)) return false;
    RestartingCounter counter = sums[figure.ordinal()].part(part);
    return counter.observe(value, lowest, time, startedAt, restartCount);
  }

  /** The newest numbers, or null if they came too long ago. */
  ContainerStats newest(long nanos) {
    return nanos - heardNanos > lifeNanos ? null : newest;
  }

  /** What all runs have used, or NaN; only for figures of which the task has a running sum. */
  double total(Figure figure) {
    return sums[figure.ordinal()].total();
  }
}
