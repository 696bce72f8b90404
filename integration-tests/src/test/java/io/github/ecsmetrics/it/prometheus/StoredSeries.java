package io.github.ecsmetrics.it.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;

/**
 * The samples of one series in one store.
 *
 * @param still whether it has the same value all the time in this test
 * @param times in milliseconds since the epoch, ascending
 */
record StoredSeries(String name, boolean still, long[] times, double[] values) {
  /** Between what is scraped and what is pushed, on a busy machine. */
  private static final long APART_MILLIS = 2_000;

  /** Which gauges have, whose samples were taken at other times. */
  private static final double SPREAD = 2;

  static StoredSeries of(String name, Map<String, String> labels, JsonNode json) {
    // The kernel's numbers of the own container change; the endpoint's are always the same.
    boolean own = "app".equals(labels.get("container_name"));
    boolean still = !own && (name.startsWith("ee_container") || name.startsWith("ee_task"));
    long[] times = new long[json.get("timestamps").size()];
    double[] values = new double[times.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = json.get("timestamps").get(i).asLong();
      values[i] = json.get("values").get(i).asDouble();
    }
    return new StoredSeries(name, still, times, values);
  }

  /** Counters, and the parts of histograms and summaries. */
  private boolean grows() {
    return name.matches(".*_(total|count|sum|bucket)");
  }

  /** What is different if the same series was pushed; null for nothing. */
  String differenceTo(StoredSeries pushed) {
    if (pushed == null) return "is not pushed";
    if (still)
      return Arrays.equals(last(), pushed.last()) ? null : this + " is pushed as " + pushed;
    if (grows()) return differenceOfCounters(pushed);
    boolean overlap =
        least() <= SPREAD * pushed.most() && pushed.least() <= SPREAD * most()
            || least() <= pushed.most() && pushed.least() <= most();
    return overlap ? null : this + " is pushed as " + pushed;
  }

  /** Each pushed value is between those that were scraped before and after it. */
  private String differenceOfCounters(StoredSeries pushed) {
    for (int i = 0; i < pushed.times.length; i++) {
      if (i > 0 && pushed.values[i] < pushed.values[i - 1]) return "falls: " + pushed;
      for (int j = 0; j < times.length; j++) {
        boolean before = times[j] <= pushed.times[i] - APART_MILLIS;
        boolean after = times[j] >= pushed.times[i] + APART_MILLIS;
        boolean wrong =
            before && values[j] > pushed.values[i] || after && values[j] < pushed.values[i];
        if (wrong) return pushed.at(i) + " is pushed and " + at(j) + " scraped";
      }
    }
    return null;
  }

  private String at(int index) {
    return values[index] + " at " + times[index];
  }

  private double[] last() {
    return Arrays.copyOfRange(values, values.length - 1, values.length);
  }

  private double least() {
    return Arrays.stream(values).min().orElse(Double.NaN);
  }

  private double most() {
    return Arrays.stream(values).max().orElse(Double.NaN);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
