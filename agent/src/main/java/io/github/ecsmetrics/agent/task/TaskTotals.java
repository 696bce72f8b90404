package io.github.ecsmetrics.agent.task;

import io.github.ecsmetrics.agent.metadata.ContainerStat;
import io.github.ecsmetrics.agent.metadata.NetworkCounter;
import io.github.ecsmetrics.agent.metadata.NetworkInterface;

/** The use of the whole task since the agent started. */
public final class TaskTotals {
  private final double[] values;
  private final NetworkInterface[] sharedInterfaces;

  TaskTotals(double[] values, NetworkInterface[] sharedInterfaces) {
    this.values = values;
    this.sharedInterfaces = sharedInterfaces;
  }

  /**
   * The sum or running sum over the containers; NaN if it is unknown, or if the task has no such
   * number.
   */
  public double value(ContainerStat stat) {
    return values[stat.ordinal()];
  }

  public int sharedInterfaceCount() {
    return sharedInterfaces.length;
  }

  /** An interface with, for each counter, the largest value that any container reported. */
  public NetworkInterface sharedInterface(int i) {
    return sharedInterfaces[i];
  }

  /** The counter's sum over the shared interfaces, or NaN. */
  public double shared(NetworkCounter counter) {
    return NetworkInterface.sum(sharedInterfaces, counter);
  }
}
