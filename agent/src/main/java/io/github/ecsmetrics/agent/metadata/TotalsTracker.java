package io.github.ecsmetrics.agent.metadata;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps what the task as a whole has used since the agent began to watch, from poll to poll. */
final class TotalsTracker {
  /** The figures that only grow and of which the task has a row. */
  private static final Figure[] GROWING = {
    Figure.CPU,
    Figure.NETWORK_RECEIVED,
    Figure.NETWORK_TRANSMITTED,
    Figure.BLOCK_READ,
    Figure.BLOCK_WRITTEN,
    Figure.BLOCK_READS,
    Figure.BLOCK_WRITES
  };

  private final RunningSum[] sums = new RunningSum[GROWING.length];
  private final Map<String, double[]> sharedInterfaces = new LinkedHashMap<>();

  TotalsTracker() {
    for (int i = 0; i < sums.length; i++) sums[i] = new RunningSum();
  }

  Totals observe(Stats stats) {
    for (String id : stats.byId().keySet()) {
      ContainerStats container = stats.byId().get(id);
      for (int i = 0; i < sums.length; i++) sums[i].observe(id, container.value(GROWING[i]));
      observeInterfaces(container);
    }
    return totals();
  }

  /**
   * Where the network is shared every container repeats its counters, read at slightly different
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
      for (int counter = 0; counter < largest.length; counter++) {
        double value = seen.value(counter);
        if (!(value <= largest[counter]) && !Double.isNaN(value)) largest[counter] = value;
      }
    }
  }

  private Totals totals() {
    double[] figures = new double[Figure.COUNT];
    Arrays.fill(figures, Double.NaN);
    for (int i = 0; i < sums.length; i++) figures[GROWING[i].ordinal()] = sums[i].total();
    NetworkInterface[] interfaces = new NetworkInterface[sharedInterfaces.size()];
    int i = 0;
    for (String name : sharedInterfaces.keySet()) {
      interfaces[i++] = new NetworkInterface(name, sharedInterfaces.get(name).clone());
    }
    return new Totals(figures, interfaces);
  }
}
