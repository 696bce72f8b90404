package io.github.ecsmetrics.agent.kernel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * This process according to {@code /proc/self} (proc(5)), with the rules of Prometheus' own process
 * collectors; NaN if a value is missing.
 *
 * <p>The JDK's bean has the same values, but it reads the cgroup first, with sixty more classes.
 */
public final class ProcSelf {
  /** The unit of CPU time in {@code stat}, the same on every architecture of Java. */
  private static final double TICKS_PER_SECOND = 100;

  private static final int MAX_SIZE = 8 * 1024;

  private final String stat;
  private final String status;
  private final String limits;
  private final double openFds;

  private ProcSelf(String stat, String status, String limits, double openFds) {
    this.stat = stat;
    this.status = status;
    this.limits = limits;
    this.openFds = openFds;
  }

  /**
   * As it is now.
   *
   * @param folder {@code /proc/self}; elsewhere than on Linux there is none
   */
  public static ProcSelf read(File folder) {
    byte[] buffer = new byte[MAX_SIZE];
    return new ProcSelf(
        text(new File(folder, "stat"), buffer),
        text(new File(folder, "status"), buffer),
        text(new File(folder, "limits"), buffer),
        count(new File(folder, "fd")));
  }

  private static double count(File folder) {
    String[] fds = folder.list();
    // One of them is the folder's own, as long as it is read. (Its size, which is the number from
    // Linux 6.2 on, counts those that a blocked accept has only reserved.)
    return fds == null ? Double.NaN : fds.length - 1;
  }

  /** In user and kernel mode, of all threads including those that ended. */
  public double cpuSeconds() {
    // The second field is the program's name in parentheses, and may have any character.
    int field = stat.lastIndexOf(')') + 2;
    for (int i = 3; i < 14; i++) field = stat.indexOf(' ', field) + 1;
    int next = stat.indexOf(' ', field) + 1;
    return (number(stat, field) + number(stat, next)) / TICKS_PER_SECOND;
  }

  public double openFds() {
    return openFds;
  }

  /** The soft limit; infinity without one. */
  public double maxFds() {
    return after("Max open files", limits);
  }

  public double virtualMemoryBytes() {
    return after("\nVmSize:", status) * 1024;
  }

  public double residentMemoryBytes() {
    return after("\nVmRSS:", status) * 1024;
  }

  /** The most that was resident since the process began. */
  public double peakResidentMemoryBytes() {
    return after("\nVmHWM:", status) * 1024;
  }

  /** Resident memory that no file backs, from Linux 4.5 on. */
  public double anonymousMemoryBytes() {
    return after("\nRssAnon:", status) * 1024;
  }

  /** The threads, those of the JVM itself included. */
  public double threads() {
    return after("\nThreads:", status);
  }

  private static double after(String name, String text) {
    int at = text.indexOf(name);
    return at < 0 ? Double.NaN : number(text, at + name.length());
  }

  /** The number that begins there or after white space. */
  private static double number(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) <= ' ') at++;
    if (text.startsWith("unlimited", at)) return Double.POSITIVE_INFINITY;
    double number = at < text.length() ? 0 : Double.NaN;
    for (; at < text.length() && text.charAt(at) > ' '; at++) {
      number = 10 * number + Character.digit(text.charAt(at), 10);
    }
    return number;
  }

  /** Empty if there is no such file. */
  private static String text(File file, byte[] buffer) {
    int length = 0;
    try (InputStream in = new FileInputStream(file)) {
      for (int read; (read = in.read(buffer, length, MAX_SIZE - length)) > 0; ) length += read;
    } catch (IOException none) {
      return "";
    }
    return new String(buffer, 0, length, ISO_8859_1);
  }
}
