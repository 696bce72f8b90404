package io.github.ecsmetrics.agent.metrics;

import static io.github.ecsmetrics.agent.metrics.Metric.gauge;

import io.prometheus.metrics.model.snapshots.Unit;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.List;

/**
 * The JVM's memory by area, by pool and by kind of buffer, in bytes; -1 means no limit.
 *
 * <pre>
 * jvm_memory_used_bytes{area="heap"} 12505088
 * jvm_memory_pool_max_bytes{pool="G1 Eden Space"} -1
 * jvm_memory_pool_collection_used_bytes{pool="G1 Old Gen"} 4116480
 * jvm_buffer_pool_used_bytes{pool="direct"} 45475
 * </pre>
 */
final class MemoryMetrics {
  private static final MemoryUsageMetrics AREA =
      new MemoryUsageMetrics(
          "jvm_memory",
          "Used bytes of a given JVM memory area.",
          "Committed (bytes) of a given JVM memory area.",
          "Max (bytes) of a given JVM memory area.",
          "Initial bytes of a given JVM memory area.");
  private static final MemoryUsageMetrics POOL =
      new MemoryUsageMetrics(
          "jvm_memory_pool",
          "Used bytes of a given JVM memory pool.",
          "Committed bytes of a given JVM memory pool.",
          "Max bytes of a given JVM memory pool.",
          "Initial bytes of a given JVM memory pool.");
  private static final MemoryUsageMetrics POOL_AFTER_COLLECTION =
      new MemoryUsageMetrics(
          "jvm_memory_pool_collection",
          "Used bytes after last collection of a given JVM memory pool.",
          "Committed after last collection bytes of a given JVM memory pool.",
          "Max bytes after last collection of a given JVM memory pool.",
          "Initial after last collection bytes of a given JVM memory pool.");
  private static final Metric PENDING_FINALIZATION =
      gauge(
          "jvm_memory_objects_pending_finalization",
          "The number of objects waiting in the finalizer queue.");
  private static final Metric BUFFERS_USED =
      bytes("jvm_buffer_pool_used_bytes", "Used bytes of a given JVM buffer pool.");
  private static final Metric BUFFERS_CAPACITY =
      bytes("jvm_buffer_pool_capacity_bytes", "Bytes capacity of a given JVM buffer pool.");
  private static final Metric BUFFERS =
      gauge("jvm_buffer_pool_used_buffers", "Used buffers of a given JVM buffer pool.");

  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans();
  private final List<BufferPoolMXBean> bufferPools =
      ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class);

  void add(Samples samples, SeriesLabels labels) {
    AREA.add(samples, labels.with("area", "heap"), memory.getHeapMemoryUsage());
    AREA.add(samples, labels.with("area", "nonheap"), memory.getNonHeapMemoryUsage());
    samples.add(PENDING_FINALIZATION, labels, memory.getObjectPendingFinalizationCount());
    for (MemoryPoolMXBean pool : pools) {
      SeriesLabels labelled = labels.with("pool", pool.getName());
      POOL.add(samples, labelled, pool.getUsage());
      POOL_AFTER_COLLECTION.add(samples, labelled, pool.getCollectionUsage());
    }
    for (BufferPoolMXBean pool : bufferPools) {
      SeriesLabels labelled = labels.with("pool", pool.getName());
      samples.add(BUFFERS_USED, labelled, pool.getMemoryUsed());
      samples.add(BUFFERS_CAPACITY, labelled, pool.getTotalCapacity());
      samples.add(BUFFERS, labelled, pool.getCount());
    }
  }

  private static Metric bytes(String name, String help) {
    return gauge(name, help).in(Unit.BYTES);
  }

  /** The four metrics of a {@link MemoryUsage}. */
  private static final class MemoryUsageMetrics {
    private final Metric used;
    private final Metric committed;
    private final Metric max;
    private final Metric init;

    MemoryUsageMetrics(String prefix, String used, String committed, String max, String init) {
      this.used = bytes(prefix + "_used_bytes", used);
      this.committed = bytes(prefix + "_committed_bytes", committed);
      this.max = bytes(prefix + "_max_bytes", max);
      this.init = bytes(prefix + "_init_bytes", init);
    }

    /**
     * @param usage null if the pool is not valid any more, or is not collected
     */
    void add(Samples samples, SeriesLabels labels, MemoryUsage usage) {
      if (usage == null) return;
      samples.add(used, labels, usage.getUsed());
      samples.add(committed, labels, usage.getCommitted());
      samples.add(max, labels, usage.getMax());
      samples.add(init, labels, usage.getInit());
    }
  }
}
