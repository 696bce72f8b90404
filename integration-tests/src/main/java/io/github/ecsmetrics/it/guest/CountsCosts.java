package io.github.ecsmetrics.it.guest;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;

/**
 * For each line on its standard input it prints costs that are the same on any machine:
 *
 * <pre>
 * classes=1216 threads=8 polling=1468992 serving=0
 * </pre>
 *
 * where the last two are the bytes that the agent's threads have allocated.
 */
public final class CountsCosts {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private CountsCosts() {}

  public static void main(String[] arguments) throws IOException {
    report();
    for (int read = System.in.read(); read >= 0; read = System.in.read()) {
      if (read == '\n') report();
    }
  }

  private static void report() {
    long polling = 0;
    long serving = 0;
    for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      if (thread == null || !thread.getThreadName().startsWith("ecs-metrics-agent")) continue;
      long bytes = THREADS.getThreadAllocatedBytes(thread.getThreadId());
      if (thread.getThreadName().equals("ecs-metrics-agent")) polling += bytes;
      else serving += bytes;
    }
    System.out.println(
        "classes="
            + ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount()
            + " threads="
            + THREADS.getThreadCount()
            + " polling="
            + polling
            + " serving="
            + serving);
  }
}
