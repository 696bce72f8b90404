package io.github.ecsmetrics.agent.metrics;

import io.github.ecsmetrics.agent.classes.AgentJar;
import io.github.ecsmetrics.agent.jdk.JdkModule;
import io.github.ecsmetrics.agent.kernel.KernelFile;
import io.github.ecsmetrics.agent.kernel.OwnCgroups;
import io.github.ecsmetrics.agent.kernel.ProcSelf;
import io.github.ecsmetrics.agent.log.AgentLog;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import java.io.File;

/**
 * Prints one line when the memory of the container comes near its limit, because a JVM that is
 * killed there prints nothing. It prints the next line only after the memory fell again, by five
 * hundredths of the limit.
 *
 * <pre>
 * memory: 712 of 768 MiB in use (92 %, memory.warn=90%). At the limit the kernel kills, without an
 * OutOfMemoryError (exit code 137). Heap: 600 MiB committed of at most 640, 36 live after the last collection. Metaspace: 83.
 * Code: 20. Direct buffers: 5. Native: 120, with 212 threads. The heap can grow beyond the limit: lower
 * -XX:MaxRAMPercentage or -Xmx, or raise the limit
 * </pre>
 */
public final class MemoryWarning implements Runnable {
  private static final double FALL = 0.05;
  private static final double MEBIBYTE = 1 << 20;

  private final Runnable before;
  private final double share;
  private final File procSelf;
  private final KernelFile file = new KernelFile();
  private final ContainerMemory container;
  private JvmMemory jvm;
  private boolean printed;

  /**
   * @param before runs first, each time
   * @param percent of the limit, 1 to 100
   */
  public MemoryWarning(Runnable before, TaskMonitor monitor, int percent) {
    this(before, monitor, percent, new File("/"));
  }

  /**
   * @param root the folder that has {@code proc} and {@code sys}
   */
  MemoryWarning(Runnable before, TaskMonitor monitor, int percent, File root) {
    this.before = before;
    this.share = percent / 100.0;
    this.procSelf = new File(root, "proc/self");
    this.container = new ContainerMemory(monitor, OwnCgroups.find(root).memory(), file);
  }

  /** Never throws what {@code before} does not throw. */
  @Override
  public void run() {
    before.run();
    try {
      String line = news();
      if (line != null) AgentLog.warn(line);
    } catch (Throwable failure) {
      AgentJar.check();
      AgentLog.problem("memory", "memory.warn failed: " + failure + "; everything else works");
      AgentLog.debug(failure);
    }
  }

  /** The line to print now, or null. */
  String news() {
    container.read();
    double limit = container.limit();
    double inUse = limit - container.headroom();
    if (inUse < (share - FALL) * limit) printed = false;
    if (printed || !(inUse >= share * limit)) return null;
    printed = true;
    return line(inUse, limit);
  }

  private String line(double inUse, double limit) {
    return "memory: "
        + mib(inUse)
        + " of "
        + mib(limit)
        + " MiB in use ("
        + (int) (100 * inUse / limit)
        + " %, memory.warn="
        + Math.round(100 * share)
        + "%). At the limit the kernel kills, without an OutOfMemoryError (exit code 137)."
        + shares(limit);
  }

  private String shares(double limit) {
    if (JdkModule.isMissing(
        "java.management",
        "java.lang.management.ManagementFactory",
        "memory.warn does not list what uses the memory")) {
      return "";
    }
    if (jvm == null) jvm = new JvmMemory(VmOptions.ofThisJvm());
    ProcSelf self = ProcSelf.read(procSelf, file);
    double nativeMemory = jvm.nativeMemory(self.anonymousMemoryBytes());
    double beside = jvm.metaspace() + jvm.code() + jvm.direct();
    if (nativeMemory > 0) beside += nativeMemory;
    return " Heap: "
        + mib(jvm.heapCommitted())
        + " MiB committed of at most "
        + mib(jvm.heapMax())
        + ", "
        + mib(jvm.heapLive())
        + " live after the last collection. Metaspace: "
        + mib(jvm.metaspace())
        + ". Code: "
        + mib(jvm.code())
        + ". Direct buffers: "
        + mib(jvm.direct())
        + ". Native: "
        + mib(nativeMemory)
        + ", with "
        + number(self.threads(), 1)
        + " threads. "
        + advice(jvm.heapMax() + beside > limit);
  }

  private static String advice(boolean heapIsTooLarge) {
    return heapIsTooLarge
        ? "The heap can grow beyond the limit: lower -XX:MaxRAMPercentage or -Xmx, or raise the limit"
        : "The heap fits: raise the limit, or find what else uses memory, such as other processes,"
            + " threads and native libraries (-XX:NativeMemoryTracking=summary)";
  }

  private static String mib(double bytes) {
    return number(bytes, MEBIBYTE);
  }

  private static String number(double value, double unit) {
    return Double.isNaN(value) ? "unknown" : Long.toString(Math.round(value / unit));
  }
}
