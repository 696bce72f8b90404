package io.github.ecsmetrics.agent.task;

import io.github.ecsmetrics.agent.metadata.Container;
import io.github.ecsmetrics.agent.metadata.ContainerStat;
import io.github.ecsmetrics.agent.metadata.ContainerStats;
import io.github.ecsmetrics.agent.metadata.NanSum;
import io.github.ecsmetrics.agent.metadata.NetworkCounter;
import io.github.ecsmetrics.agent.metadata.NetworkInterface;
import io.github.ecsmetrics.agent.metadata.Stats;
import io.github.ecsmetrics.agent.metadata.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the history of each container and adds up the numbers of the task.
 *
 * <p>A plain sum over one answer falls if a container is missing from it, although the task uses no
 * less: an alert ends, and {@code rate()} invents use. So a container that ended keeps its last
 * value in the running sums. A container that runs but is missing keeps its last numbers in the
 * plain sums until they are too old; then the sum is unknown. The sum is also unknown while a
 * container lacks the number.
 */
final class TaskTotalsTracker {
  private final long lifeNanos;
  private final Map<String, ContainerHistory> histories = new LinkedHashMap<>();
  private final Map<String, double[]> sharedInterfaces = new LinkedHashMap<>();
  private Map<String, ContainerStats> newest;

  /**
   * @param lifeNanos for how long the stats of a container count after they came
   */
  TaskTotalsTracker(long lifeNanos) {
    this.lifeNanos = lifeNanos;
  }

  /**
   * Takes an answer.
   *
   * @param task as last known, or null
   * @return the answer with the newest stats of each container
   */
  Stats observe(Stats answer, Task task, long nanos) {
    newest = new LinkedHashMap<>();
    for (Map.Entry<String, ContainerStats> entry : answer.byId().entrySet()) {
      String id = entry.getKey();
      ContainerStats stats = entry.getValue();
      if (!stats.isBlank()) stats = observe(id, stats, container(id, task), nanos);
      if (stats != null) newest.put(id, stats);
    }
    return new Stats(newest);
  }

  private ContainerStats observe(String id, ContainerStats stats, Container container, long nanos) {
    ContainerHistory history = histories.get(id);
    if (history == null) {
      history = new ContainerHistory(lifeNanos);
      histories.put(id, history);
    }
    if (history.observe(stats, container, nanos)) observeInterfaces(stats);
    return history.newest(nanos);
  }

  private static Container container(String id, Task task) {
    return task == null ? null : task.container(id);
  }

  /**
   * If the network is shared, each container repeats its counters, read at slightly different
   * times.
   */
  private void observeInterfaces(ContainerStats stats) {
    for (int i = 0; i < stats.networkInterfaceCount(); i++) {
      NetworkInterface seen = stats.networkInterface(i);
      double[] largest = sharedInterfaces.get(seen.name());
      if (largest == null) {
        largest = new double[NetworkCounter.COUNT];
        Arrays.fill(largest, Double.NaN);
        sharedInterfaces.put(seen.name(), largest);
      }
      for (NetworkCounter counter : NetworkCounter.values()) {
        double value = seen.value(counter);
        boolean larger = !(value <= largest[counter.ordinal()]);
        if (larger && !Double.isNaN(value)) largest[counter.ordinal()] = value;
      }
    }
  }

  /**
   * The use of the task now.
   *
   * @param task null if the last answer is too old
   */
  TaskTotals totals(Task task, long nanos) {
    double[] values = new double[ContainerStat.COUNT];
    List<ContainerStats> running = running(task, nanos);
    for (ContainerStat stat : ContainerStat.values()) {
      double value = Double.NaN;
      if (stat.ofTask() == ContainerStat.OfTask.SUM) value = sum(running, stat);
      if (stat.ofTask() == ContainerStat.OfTask.RUNNING_SUM) value = runningSum(stat);
      values[stat.ordinal()] = value;
    }
    NetworkInterface[] interfaces = new NetworkInterface[sharedInterfaces.size()];
    int i = 0;
    for (String name : sharedInterfaces.keySet()) {
      interfaces[i++] = new NetworkInterface(name, sharedInterfaces.get(name).clone());
    }
    return new TaskTotals(values, interfaces);
  }

  /** The newest stats of each container that runs and was seen; null if they are too old. */
  private List<ContainerStats> running(Task task, long nanos) {
    List<ContainerStats> running = new ArrayList<>();
    for (Map.Entry<String, ContainerHistory> entry : histories.entrySet()) {
      String id = entry.getKey();
      Container container = container(id, task);
      boolean runs = container == null ? newest.containsKey(id) : !container.isStopped();
      if (runs) running.add(entry.getValue().newest(nanos));
    }
    return running;
  }

  private static double sum(List<ContainerStats> running, ContainerStat stat) {
    if (running.isEmpty()) return Double.NaN;
    double sum = 0;
    for (ContainerStats stats : running) sum += stats == null ? Double.NaN : stats.value(stat);
    return sum;
  }

  private double runningSum(ContainerStat stat) {
    double sum = Double.NaN;
    for (ContainerHistory history : histories.values()) {
      sum = NanSum.of(sum, history.total(stat));
    }
    return sum;
  }
}
