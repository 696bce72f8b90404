package io.github.ecsmetrics.agent.kernel;

import java.io.File;

/**
 * This process according to {@code /proc/self} (proc(5)), with the rules of Prometheus' own process
 * collectors; NaN if a value is missing.
 *
 * <p>The JDK's bean has some of the values, but it reads the cgroup first, with sixty more classes.
 */
public final class ProcSelf {
  /** The unit of CPU time in {@code stat}, the same on every architecture of Java. */
  private static final double TICKS_PER_SECOND = 100;

  private static final double KIBIBYTE = 1024;

  private final double cpuSeconds;
  private final double virtualMemory;
  private final double residentMemory;
  private final double peakResidentMemory;
  private final double anonymousMemory;
  private final double threads;
  private final double maxFds;
  private final double openFds;

  private ProcSelf(File folder, KernelFile file) {
    file.read(new File(folder, "stat"));
    // The name of the program may have any character, also a parenthesis.
    cpuSeconds = (file.numberBehind(')', 11) + file.numberBehind(')', 12)) / TICKS_PER_SECOND;
    file.read(new File(folder, "status"));
    virtualMemory = file.after("VmSize:") * KIBIBYTE;
    residentMemory = file.after("VmRSS:") * KIBIBYTE;
    peakResidentMemory = file.after("VmHWM:") * KIBIBYTE;
    anonymousMemory = file.after("RssAnon:") * KIBIBYTE;
    threads = file.after("Threads:");
    file.read(new File(folder, "limits"));
    maxFds = file.after("Max open files");
    openFds = count(new File(folder, "fd"));
  }

  /**
   * As it is now.
   *
   * @param folder {@code /proc/self}; elsewhere than on Linux there is none
   */
  public static ProcSelf read(File folder, KernelFile file) {
    return new ProcSelf(folder, file);
  }

  private static double count(File folder) {
    String[] fds = folder.list();
    // One of them is the folder's own, as long as it is read. (Its size, which is the number from
    // Linux 6.2 on, counts those that a blocked accept has only reserved.)
    return fds == null ? Double.NaN : fds.length - 1;
  }

  /** In user and kernel mode, of all threads including those that ended. */
  public double cpuSeconds() {
    return cpuSeconds;
  }

  public double openFds() {
    return openFds;
  }

  /** The soft limit; infinity without one. */
  public double maxFds() {
    return maxFds;
  }

  public double virtualMemoryBytes() {
    return virtualMemory;
  }

  public double residentMemoryBytes() {
    return residentMemory;
  }

  /** The most that was resident since the process began. */
  public double peakResidentMemoryBytes() {
    return peakResidentMemory;
  }

  /** Resident memory that no file backs, from Linux 4.5 on. */
  public double anonymousMemoryBytes() {
    return anonymousMemory;
  }

  /** The threads, those of the JVM itself included. */
  public double threads() {
    return threads;
  }
}
