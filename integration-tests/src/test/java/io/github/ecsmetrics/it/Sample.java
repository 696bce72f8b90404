package io.github.ecsmetrics.it;

import java.util.Map;

/** One series of an answer: its labels, and its samples with the time in seconds. */
public record Sample(Map<String, String> labels, double[] times, double[] values) {
  /** The only value of an instant vector's series. */
  public double value() {
    return values[0];
  }

  public String label(String name) {
    return labels.getOrDefault(name, "");
  }

  public double seconds() {
    return times[times.length - 1] - times[0];
  }

  public double increase() {
    return values[values.length - 1] - values[0];
  }
}
