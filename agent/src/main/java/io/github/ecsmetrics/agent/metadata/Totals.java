package io.github.ecsmetrics.agent.metadata;

/** What the task as a whole has used since the agent began to watch. */
public final class Totals {
  private final double[] figures;
  private final NetworkInterface[] sharedInterfaces;

  Totals(double[] figures, NetworkInterface[] sharedInterfaces) {
    this.figures = figures;
    this.sharedInterfaces = sharedInterfaces;
  }

  /**
   * The sum or running sum over the containers; NaN if it is not known, and for figures of which
   * the task has none.
   */
  public double value(Figure figure) {
    return figures[figure.ordinal()];
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
