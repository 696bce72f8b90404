package io.github.ecsmetrics.agent.task;

import java.util.Arrays;

/** Counts the requests to the endpoint by path and outcome, and adds up their durations. */
public final class RequestStats {
  static final RequestStats NONE = new RequestStats(new String[0], new String[0], new long[0], 0);

  private final String[] paths;
  private final String[] outcomes;
  private final long[] counts;
  private final double seconds;

  private RequestStats(String[] paths, String[] outcomes, long[] counts, double seconds) {
    this.paths = paths;
    this.outcomes = outcomes;
    this.counts = counts;
    this.seconds = seconds;
  }

  RequestStats plus(String path, String outcome, double seconds) {
    int i = 0;
    while (i < counts.length && !(paths[i].equals(path) && outcomes[i].equals(outcome))) i++;
    boolean first = i == counts.length;
    String[] newPaths = first ? Arrays.copyOf(paths, i + 1) : paths;
    String[] newOutcomes = first ? Arrays.copyOf(outcomes, i + 1) : outcomes;
    long[] newCounts = Arrays.copyOf(counts, newPaths.length);
    newPaths[i] = path;
    newOutcomes[i] = outcome;
    newCounts[i]++;
    return new RequestStats(newPaths, newOutcomes, newCounts, this.seconds + seconds);
  }

  /** The number of different pairs of path and outcome. */
  public int size() {
    return counts.length;
  }

  /** {@code /task}, {@code /task/stats}, or {@code /} for the own container. */
  public String path(int i) {
    return paths[i];
  }

  /** {@code success}, {@code timeout}, {@code unreachable}, {@code http_404}, ... */
  public String outcome(int i) {
    return outcomes[i];
  }

  public long count(int i) {
    return counts[i];
  }

  /** All requests. */
  public long count() {
    long sum = 0;
    for (long count : counts) sum += count;
    return sum;
  }

  /** The sum of all durations. */
  public double seconds() {
    return seconds;
  }
}
