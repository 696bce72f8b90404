package io.github.ecsmetrics.agent.metrics;

import static io.github.ecsmetrics.agent.metrics.Metric.counter;

import java.lang.management.MemoryUsage;
import java.util.HashMap;
import java.util.Map;

/**
 * The bytes that were allocated in each memory pool up to the last garbage collection.
 *
 * <pre>
 * jvm_memory_pool_allocated_bytes_total{pool="G1 Eden Space"} 81788928
 * </pre>
 */
final class AllocatedBytes {
  private static final Metric METRIC =
      counter(
          "jvm_memory_pool_allocated_bytes",
          "Total bytes allocated in a given JVM memory pool. Only updated after GC, not"
              + " continuously.");

  private final Map<String, Long> usedAfterLast = new HashMap<>();
  private final Map<String, Long> allocated = new HashMap<>();

  /** Adds the bytes since the last collection, and those that this one moved into a pool. */
  synchronized void collected(Map<String, MemoryUsage> before, Map<String, MemoryUsage> after) {
    for (Map.Entry<String, MemoryUsage> pool : after.entrySet()) {
      long used = before.get(pool.getKey()).getUsed();
      long left = pool.getValue().getUsed();
      Long last = usedAfterLast.put(pool.getKey(), left);
      long more = Math.max(0, used - (last == null ? 0 : last)) + Math.max(0, left - used);
      if (more > 0) allocated.merge(pool.getKey(), more, Long::sum);
    }
  }

  synchronized void add(Samples samples, SeriesLabels labels) {
    for (Map.Entry<String, Long> pool : allocated.entrySet()) {
      samples.add(METRIC, labels.with("pool", pool.getKey()), pool.getValue());
    }
  }
}
