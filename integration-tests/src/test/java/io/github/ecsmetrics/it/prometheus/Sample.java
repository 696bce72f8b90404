package io.github.ecsmetrics.it.prometheus;

import java.util.Map;

/** One series of an answer: its labels, and its samples with the time in seconds. */
record Sample(Map<String, String> labels, double[] times, double[] values) {
  /** The only value of an instant vector's series. */
  double value() {
    return values[0];
  }

  String label(String name) {
    return labels.getOrDefault(name, "");
  }

  double seconds() {
    return times[times.length - 1] - times[0];
  }

  double increase() {
    return values[values.length - 1] - values[0];
  }
}
