package io.github.ecsmetrics.agent.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Of the JVM that runs the tests. */
class JvmMemoryTest {
  private static final int MIB = 1 << 20;

  private final VmOptions options = VmOptions.ofThisJvm();
  private final JvmMemory memory = new JvmMemory(options);

  @Test
  void optionsAreThoseInForce() {
    assertEquals(Runtime.getRuntime().maxMemory(), options.number("MaxHeapSize"), 64 * MIB);
    assertEquals("", options.text("NoSuchOption"));
    assertEquals(Double.NaN, options.number("NoSuchOption"));
  }

  @Test
  void heapIsTheRuntimesOwn() {
    assertEquals(Runtime.getRuntime().maxMemory(), memory.heapMax());
    System.gc();
    assertTrue(memory.heapLive() > 0);
    assertTrue(memory.heapLive() < memory.heapCommitted());
  }

  /** The bean's own sum has the class space twice. */
  @Test
  void codeAndMetaspaceAreAllThatIsNotHeap() {
    double sum = memory.code() + memory.metaspace();
    double beans = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getCommitted();
    assertTrue(memory.code() > 2 * MIB, memory.code() + " bytes of code");
    assertTrue(memory.metaspace() > 4 * MIB, memory.metaspace() + " bytes of metaspace");
    assertTrue(sum <= beans + 4 * MIB && sum > 0.8 * beans, sum + " of " + beans);
  }

  @Test
  void eachThreadCountsWithItsWholeStack() {
    double stack = options.number("ThreadStackSize") * 1024;
    double ten = memory.worstCase(1010) - memory.worstCase(1000);
    assertEquals(10 * stack, ten, 8 * MIB);
    assertTrue(memory.worstCase(0) > memory.heapMax());
    assertEquals(Double.NaN, memory.worstCase(Double.NaN));
  }

  @Test
  void directBuffersAreNotNative() {
    double anonymous = 64.0 * 1024 * MIB;
    double before = memory.nativeMemory(anonymous);
    ByteBuffer buffer = ByteBuffer.allocateDirect(64 * MIB);
    assertEquals(before - 64 * MIB, memory.nativeMemory(anonymous), 32 * MIB);
    assertEquals(64 * MIB, buffer.capacity());
  }

  @Test
  void nativeMemoryIsNeverNegativeAndUnknownWithoutTheKernelsNumber() {
    assertEquals(0, memory.nativeMemory(1));
    assertEquals(Double.NaN, memory.nativeMemory(Double.NaN));
  }
}
