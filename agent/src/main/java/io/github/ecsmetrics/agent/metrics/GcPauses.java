package io.github.ecsmetrics.agent.metrics;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The pauses of each garbage collector by their length, in whole milliseconds as the JVM reports
 * them.
 *
 * <pre>
 * ee_jvm_gc_pause_seconds_bucket{gc="G1 Young Generation",le="0.01"} 3
 * ee_jvm_gc_pause_seconds_count{gc="G1 Young Generation"} 3
 * ee_jvm_gc_pause_seconds_sum{gc="G1 Young Generation"} 0.012
 * </pre>
 *
 * <p>Collectors that run beside the application are left out. ZGC and Shenandoah report their
 * pauses as a second collector; {@code ConcurrentMarkSweep} does not report its pauses.
 */
final class GcPauses {
  private static final double[] BOUNDS = {
    0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, Double.POSITIVE_INFINITY
  };
  private static final Metric METRIC =
      Metric.histogram("ee_jvm_gc_pause_seconds", "Garbage collection pauses", BOUNDS);

  private final Map<String, Pauses> byCollector = new LinkedHashMap<>();

  /** Serves that collector from now on, if it pauses the application. */
  synchronized void begin(String collector) {
    if (isCounted(collector)) byCollector.put(collector, new Pauses());
  }

  /** False for a collector that runs beside the application. */
  static boolean isCounted(String collector) {
    return !collector.endsWith(" Cycles") && !collector.equals("ConcurrentMarkSweep");
  }

  synchronized void collected(String collector, long millis) {
    Pauses pauses = byCollector.get(collector);
    if (pauses == null) return;
    pauses.millis += millis;
    int bucket = 0;
    while (millis / 1e3 > BOUNDS[bucket]) bucket++;
    pauses.counts[bucket]++;
  }

  synchronized void add(Samples samples, SeriesLabels labels) {
    for (Map.Entry<String, Pauses> each : byCollector.entrySet()) {
      Pauses pauses = each.getValue();
      SeriesLabels labelled = labels.with("gc", each.getKey());
      samples.add(METRIC, labelled, pauses.counts.clone(), pauses.millis / 1e3);
    }
  }

  private static final class Pauses {
    /** One for each of the bounds. */
    private final long[] counts = new long[BOUNDS.length];

    private long millis;
  }
}
