package io.github.ecsmetrics.agent.families;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * The CPU time and the bytes of an application's exposition and of merging its text, in turns; so
 * that a busy machine slows down both. Prints medians, and the median of the ratios of neighbours.
 */
final class PairFamilies {
  private static final int CALLS = 20;
  private static final int WARM_UP = 60;
  private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private PairFamilies() {}

  public static void main(String[] arguments) throws Exception {
    int pairs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 40;
    System.out.println(
        "| application | requests have | format | page, kB | exposition, us | merging, us | ratio"
            + " | exposition, kB | merging, kB |");
    System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for (String library : new String[] {"micrometer", "client_java"}) {
      for (boolean histogram : new boolean[] {false, true}) {
        for (boolean openMetrics : new boolean[] {false, true}) {
          compare(library, histogram, openMetrics, pairs);
        }
      }
    }
  }

  private static void compare(String library, boolean histogram, boolean openMetrics, int pairs)
      throws Exception {
    FamilyBenchmark benchmark = new FamilyBenchmark();
    benchmark.library = library;
    benchmark.histogram = histogram;
    benchmark.openMetrics = openMetrics;
    benchmark.setUp();
    double[] expose = new double[pairs];
    double[] merge = new double[pairs];
    double[] ratios = new double[pairs];
    double exposeBytes = 0;
    double mergeBytes = 0;
    for (int i = -WARM_UP; i < pairs; i++) {
      double[] one = measure(benchmark::expose);
      double[] other = measure(benchmark::merge);
      if (i < 0) continue;
      expose[i] = one[0];
      merge[i] = other[0];
      ratios[i] = other[0] / one[0];
      exposeBytes = one[1];
      mergeBytes = other[1];
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %d | %.0f | %.0f | %.0f %% | %.0f | %.0f |%n",
        library,
        histogram ? "buckets" : "count and sum",
        openMetrics ? "OpenMetrics" : "plain",
        benchmark.pageLength() / 1000,
        median(expose),
        median(merge),
        100 * median(ratios),
        exposeBytes,
        mergeBytes);
  }

  /** Microseconds of CPU time and kB of one call. */
  private static double[] measure(Callable<?> call) throws Exception {
    long id = Thread.currentThread().getId();
    long bytes = THREAD.getThreadAllocatedBytes(id);
    long nanos = THREAD.getCurrentThreadCpuTime();
    for (int i = 0; i < CALLS; i++) {
      if (call.call() == null) throw new AssertionError();
    }
    nanos = THREAD.getCurrentThreadCpuTime() - nanos;
    bytes = THREAD.getThreadAllocatedBytes(id) - bytes;
    return new double[] {nanos / 1e3 / CALLS, bytes / 1e3 / CALLS};
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
