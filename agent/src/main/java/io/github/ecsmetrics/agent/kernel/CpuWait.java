package io.github.ecsmetrics.agent.kernel;

import java.io.File;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * The time for which this process's threads were ready but did not run: they waited for a CPU, or a
 * control group, possibly one above the container's, had used up its quota.
 *
 * <p>Source: {@code schedstat} of each thread (kernel documentation, {@code
 * scheduler/sched-stats}): nanoseconds on a CPU, nanoseconds waiting on a run queue, time slices.
 *
 * <pre>
 * 284110736 51037712 405
 * </pre>
 *
 * <p>The sum keeps the last value of a thread that has ended. It lacks a thread that begins and
 * ends between two readings, and the last wait of any thread that ends.
 */
public final class CpuWait {
  /** A reading of more threads would take too long: some 15 us each. */
  public static final int MAX_THREADS = 1000;

  private final File tasks;
  private final KernelFile file;
  private final Map<String, LastValues> threads = new HashMap<>();
  private double nanos;
  private int reading;

  /**
   * @param procSelf {@code /proc/self}
   */
  public CpuWait(File procSelf, KernelFile file) {
    this.tasks = new File(procSelf, "task");
    this.file = file;
  }

  /**
   * Up to now, in seconds. NaN if the kernel does not count it, or if there are more than {@value
   * #MAX_THREADS} threads.
   *
   * @param threadCount of the process, those of the JVM itself included
   */
  public double seconds(double threadCount) {
    if (!(threadCount <= MAX_THREADS)) return Double.NaN;
    String[] ids = tasks.list();
    if (ids == null) return Double.NaN;
    reading++;
    boolean counted = false;
    for (String id : ids) {
      // A thread that has just ended has no file.
      if (!file.read(new File(tasks, id + "/schedstat"))) continue;
      counted |= add(id, file.number(0), file.number(1), file.number(2));
    }
    forgetEnded();
    return counted ? nanos / 1e9 : Double.NaN;
  }

  /** Returns false for a kernel that does not count, which gives each thread three zeros. */
  private boolean add(String id, double ran, double waited, double slices) {
    if (!(slices > 0) || Double.isNaN(waited)) return false;
    LastValues thread = threads.get(id);
    if (thread == null) {
      thread = new LastValues();
      threads.put(id, thread);
    }
    nanos += thread.waitedSince(ran, waited, slices);
    thread.reading = reading;
    return true;
  }

  private void forgetEnded() {
    Iterator<LastValues> all = threads.values().iterator();
    while (all.hasNext()) if (all.next().reading != reading) all.remove();
  }

  private static final class LastValues {
    private double ran;
    private double waited;
    private double slices;
    private int reading;

    /**
     * A thread's values never fall. If one does, a new thread has taken the id of one that ended.
     */
    double waitedSince(double nowRan, double nowWaited, double nowSlices) {
      boolean newThread = nowRan < ran || nowWaited < waited || nowSlices < slices;
      double since = newThread ? nowWaited : nowWaited - waited;
      ran = nowRan;
      waited = nowWaited;
      slices = nowSlices;
      return since;
    }
  }
}
