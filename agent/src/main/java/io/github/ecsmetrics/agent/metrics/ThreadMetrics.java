package io.github.ecsmetrics.agent.metrics;

import static io.github.ecsmetrics.agent.metrics.Metric.counter;
import static io.github.ecsmetrics.agent.metrics.Metric.gauge;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * The number of threads, their states and deadlocks.
 *
 * <pre>
 * jvm_threads_current 17
 * jvm_threads_state{state="RUNNABLE"} 6
 * jvm_threads_deadlocked 0
 * </pre>
 *
 * <p>States and deadlocks stop the world, for longer the more threads there are. Above {@value
 * #MAX_THREADS_TO_INSPECT} threads they are left out.
 */
final class ThreadMetrics {
  static final int MAX_THREADS_TO_INSPECT = 1000;

  private static final Thread.State[] STATES = Thread.State.values();

  private static final Metric CURRENT =
      gauge("jvm_threads_current", "Current thread count of a JVM");
  private static final Metric DAEMON = gauge("jvm_threads_daemon", "Daemon thread count of a JVM");
  private static final Metric PEAK = gauge("jvm_threads_peak", "Peak thread count of a JVM");
  private static final Metric STARTED =
      counter("jvm_threads_started", "Started thread count of a JVM");
  private static final Metric STATE =
      gauge("jvm_threads_state", "Current count of threads by state");
  private static final Metric DEADLOCKED =
      gauge(
          "jvm_threads_deadlocked",
          "Cycles of JVM-threads that are in deadlock waiting to acquire object monitors or"
              + " ownable synchronizers");
  private static final Metric DEADLOCKED_MONITOR =
      gauge(
          "jvm_threads_deadlocked_monitor",
          "Cycles of JVM-threads that are in deadlock waiting to acquire object monitors");

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  /** Stops the world only for metrics that are wanted. */
  void add(Samples samples, SeriesLabels labels, Predicate<String> wanted) {
    int count = threads.getThreadCount();
    samples.add(CURRENT, labels, count);
    samples.add(DAEMON, labels, threads.getDaemonThreadCount());
    samples.add(PEAK, labels, threads.getPeakThreadCount());
    samples.add(STARTED, labels, threads.getTotalStartedThreadCount());
    if (count > MAX_THREADS_TO_INSPECT) return;
    if (wanted.test(STATE.name())) addStates(samples, labels);
    if (wanted.test(DEADLOCKED.name()) || wanted.test(DEADLOCKED_MONITOR.name())) {
      addDeadlocks(samples, labels);
    }
  }

  /** Deadlocks of monitors are among all deadlocks, which are rare. */
  private void addDeadlocks(Samples samples, SeriesLabels labels) {
    long[] all = threads.findDeadlockedThreads();
    samples.add(DEADLOCKED, labels, length(all));
    samples.add(
        DEADLOCKED_MONITOR,
        labels,
        all == null ? 0 : length(threads.findMonitorDeadlockedThreads()));
  }

  private void addStates(Samples samples, SeriesLabels labels) {
    long[] all = threads.getAllThreadIds();
    long[] known = positive(all);
    int[] counts = new int[STATES.length];
    for (ThreadInfo thread : threads.getThreadInfo(known)) {
      // Null if the thread has ended meanwhile.
      if (thread != null) counts[thread.getThreadState().ordinal()]++;
    }
    for (int i = 0; i < counts.length; i++) {
      samples.add(STATE, labels.with("state", STATES[i].name()), counts[i]);
    }
    samples.add(STATE, labels.with("state", "UNKNOWN"), all.length - known.length);
  }

  /** Up to Java 18 a subclass of Thread may return any id. */
  private static long[] positive(long[] ids) {
    long[] positive = new long[ids.length];
    int length = 0;
    for (long id : ids) if (id > 0) positive[length++] = id;
    return Arrays.copyOf(positive, length);
  }

  private static int length(long[] threadsOrNull) {
    return threadsOrNull == null ? 0 : threadsOrNull.length;
  }
}
