package io.github.ecsmetrics.agent.metrics;

import io.github.ecsmetrics.agent.kernel.Cgroup;
import io.github.ecsmetrics.agent.kernel.KernelFile;
import io.github.ecsmetrics.agent.metadata.ContainerStat;
import io.github.ecsmetrics.agent.metadata.ContainerStats;
import io.github.ecsmetrics.agent.task.ContainerSnapshot;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import io.github.ecsmetrics.agent.task.TaskSnapshot;

/**
 * The memory of the own container against the limit that it meets first, in bytes.
 *
 * <p>These limits count, each with the memory that counts against it:
 *
 * <ul>
 *   <li>the limit of the container, else of the task, in {@code /task}, with the container's memory
 *   <li>the limit of the task in {@code /task}, with the sum of the containers' working sets
 *   <li>the limit of the own control group and of each one above that can be seen
 * </ul>
 *
 * <p>The container's memory is that of its control group without the page cache. If the group
 * cannot be seen, it is the working set in {@code /task/stats}.
 */
final class ContainerMemory {
  private final TaskMonitor monitor;
  private final Cgroup own;
  private final KernelFile file;
  private double limit;
  private double headroom;

  /**
   * @param own the control group with the memory, or null
   */
  ContainerMemory(TaskMonitor monitor, Cgroup own, KernelFile file) {
    this.monitor = monitor;
    this.own = own;
    this.file = file;
  }

  /** Reads everything again. */
  void read() {
    limit = Double.NaN;
    headroom = Double.POSITIVE_INFINITY;
    double inUse = Double.NaN;
    for (Cgroup group = own; group != null; group = group.parent()) {
      double inUseThere = group.memoryInUse(file);
      if (group == own) inUse = inUseThere;
      consider(group.memoryLimit(file), inUseThere);
    }
    TaskSnapshot snapshot = monitor.latest();
    if (snapshot.task() == null) return;
    for (ContainerSnapshot container : snapshot.containers()) {
      if (!container.isSelf() || container.container() == null) continue;
      if (Double.isNaN(inUse)) inUse = workingSet(container.stats());
      consider(container.container().memoryLimit(snapshot.task()), inUse);
    }
    if (snapshot.totals() == null) return;
    double ofTask = snapshot.totals().value(ContainerStat.MEMORY_WORKING_SET);
    consider(snapshot.task().memoryLimit(), ofTask);
  }

  private static double workingSet(ContainerStats stats) {
    return stats == null ? Double.NaN : stats.value(ContainerStat.MEMORY_WORKING_SET);
  }

  /** Either may be NaN, and there may be no limit. */
  private void consider(double thisLimit, double inUse) {
    double left = thisLimit - inUse;
    if (!(left < headroom)) return;
    headroom = left;
    limit = thisLimit;
  }

  /** What is left of the limit, or NaN without a limit. */
  double headroom() {
    return Double.isNaN(limit) ? Double.NaN : headroom;
  }

  /** The limit that is met first; NaN if there is none, or none is known. */
  double limit() {
    return limit;
  }
}
