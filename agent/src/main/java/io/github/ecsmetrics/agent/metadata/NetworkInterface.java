package io.github.ecsmetrics.agent.metadata;

/** One network interface's counters, as a container or the whole task sees them. */
public final class NetworkInterface {
  private final String name;
  private final double[] counters;

  NetworkInterface(String name, double[] counters) {
    this.name = name;
    this.counters = counters;
  }

  /** The counter's sum over those that know it, or NaN if none does. */
  static double sum(NetworkInterface[] interfaces, NetworkCounter counter) {
    double sum = Double.NaN;
    for (NetworkInterface networkInterface : interfaces) {
      double value = networkInterface.value(counter);
      if (!Double.isNaN(value)) sum = Double.isNaN(sum) ? value : sum + value;
    }
    return sum;
  }

  public String name() {
    return name;
  }

  /** The counter's value, or NaN. */
  public double value(NetworkCounter counter) {
    return value(counter.ordinal());
  }

  double value(int counter) {
    return counters[counter];
  }
}
