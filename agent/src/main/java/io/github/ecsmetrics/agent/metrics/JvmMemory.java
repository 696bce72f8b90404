package io.github.ecsmetrics.agent.metrics;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;

/** The memory that the JVM uses, by purpose, in bytes at the time of the call. */
final class JvmMemory {
  private static final double KIBIBYTE = 1024;

  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans();
  private final List<BufferPoolMXBean> bufferPools =
      ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class);

  private final boolean heapIsTouchedAtOnce;
  private final double heapMax;
  private final double stack;
  private final double directMax;

  JvmMemory(VmOptions options) {
    heapIsTouchedAtOnce = options.text("AlwaysPreTouch").equals("true");
    heapMax = options.number("MaxHeapSize");
    stack = options.number("ThreadStackSize") * KIBIBYTE;
    directMax = options.number("MaxDirectMemorySize");
  }

  /** The bean's maximum lacks a survivor space that is always empty. NaN without a maximum. */
  double heapMax() {
    if (heapMax > 0) return heapMax;
    long max = memory.getHeapMemoryUsage().getMax();
    return max < 0 ? Double.NaN : max;
  }

  double heapCommitted() {
    return memory.getHeapMemoryUsage().getCommitted();
  }

  /** What was in use after the last collection of each pool; 0 before the first. */
  double heapLive() {
    double live = 0;
    for (MemoryPoolMXBean pool : pools) {
      MemoryUsage collected = isHeap(pool) ? pool.getCollectionUsage() : null;
      if (collected != null) live += collected.getUsed();
    }
    return live;
  }

  /**
   * The heap that is resident: at most what is committed, and at most the sum of the pools' peaks,
   * because the JVM touches no page of the heap before it needs it.
   */
  double heapTouched() {
    double committed = heapCommitted();
    if (heapIsTouchedAtOnce) return committed;
    double touched = 0;
    for (MemoryPoolMXBean pool : pools) {
      if (isHeap(pool)) touched += pool.getPeakUsage().getUsed();
    }
    return Math.min(touched, committed);
  }

  /** ZGC has its heap in shared memory, which is not anonymous. */
  private double anonymousHeap() {
    for (MemoryPoolMXBean pool : pools) {
      if (isHeap(pool) && pool.getName().startsWith("Z")) return 0;
    }
    return heapTouched();
  }

  /** Committed: code that the JIT compiler made. */
  double code() {
    return nonHeap(true, false);
  }

  /** Committed: classes, and what else the JVM counts beside the heap and the code. */
  double metaspace() {
    return nonHeap(false, false);
  }

  private double nonHeap(boolean ofCode, boolean most) {
    double sum = 0;
    for (MemoryPoolMXBean pool : pools) {
      if (!isNonHeap(pool)) continue;
      if (isCode(pool) == ofCode)
        sum += most ? most(pool.getUsage()) : pool.getUsage().getCommitted();
    }
    return sum;
  }

  private static long most(MemoryUsage usage) {
    return Math.max(usage.getMax(), usage.getCommitted());
  }

  /** The used part. All of it is resident; memory that is only committed may not be. */
  double codeUsed() {
    return nonHeapUsed(true);
  }

  /** The used part, as that of the code. */
  double metaspaceUsed() {
    return nonHeapUsed(false);
  }

  private double nonHeapUsed(boolean ofCode) {
    double sum = 0;
    for (MemoryPoolMXBean pool : pools) {
      if (isNonHeap(pool) && isCode(pool) == ofCode) sum += pool.getUsage().getUsed();
    }
    return sum;
  }

  private static boolean isCode(MemoryPoolMXBean pool) {
    return pool.getName().contains("Code") || pool.getName().contains("code");
  }

  /** Without the class space, which metaspace contains. */
  private static boolean isNonHeap(MemoryPoolMXBean pool) {
    return !isHeap(pool) && !pool.getName().equals("Compressed Class Space");
  }

  private static boolean isHeap(MemoryPoolMXBean pool) {
    return pool.getType() == MemoryType.HEAP;
  }

  /** Direct buffers that the JDK counts; not those that a library frees by itself. */
  double direct() {
    for (BufferPoolMXBean pool : bufferPools) {
      if (pool.getName().equals("direct")) return pool.getMemoryUsed();
    }
    return 0;
  }

  /**
   * The anonymous memory of the process that is none of the above: stacks, the garbage collector's
   * own, what native libraries and the allocator hold. At least 0.
   *
   * @param anonymous resident, of the process
   */
  double nativeMemory(double anonymous) {
    return Math.max(0, anonymous - anonymousHeap() - metaspaceUsed() - codeUsed() - direct());
  }

  /**
   * The memory that the JVM uses if each part grows to its maximum: heap, metaspace, code, direct
   * buffers and stacks. Code counts with its present size, because it rarely reaches its maximum.
   * So do metaspace and direct buffers if no option limits them. NaN if a part is unknown.
   *
   * @param threads of the process
   */
  double worstCase(double threads) {
    double direct = directMax > 0 ? Math.max(directMax, direct()) : direct();
    return heapMax() + nonHeap(false, true) + code() + direct + threads * stack;
  }
}
