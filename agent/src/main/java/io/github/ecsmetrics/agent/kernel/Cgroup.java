package io.github.ecsmetrics.agent.kernel;

import java.io.File;

/**
 * A control group of this process: its own, or one above that can be seen.
 *
 * <p>Files and units are those of the kernel documentation: {@code admin-guide/cgroup-v2}, and
 * {@code admin-guide/cgroup-v1/memory} and {@code scheduler/sched-bwc} for version 1.
 */
public final class Cgroup {
  /** Version 1 writes no memory limit as 2^63 less a page. */
  private static final double NO_LIMIT = 1L << 62;

  private final File folder;
  private final String path;
  private final boolean version2;
  private final Cgroup parent;

  private Cgroup(File folder, String path, boolean version2, Cgroup parent) {
    this.folder = folder;
    this.path = path;
    this.version2 = version2;
    this.parent = parent;
  }

  /**
   * The group at that path; null if it cannot be seen from here.
   *
   * @param mountPoint where the file system is mounted
   * @param mountRoot the path of the group that is seen there
   * @param path of the process's own group, as in {@code /proc/self/cgroup}
   */
  static Cgroup find(File mountPoint, String mountRoot, String path, boolean version2) {
    String top = mountRoot.equals("/") ? "" : mountRoot;
    String own = path.equals("/") ? "" : path;
    boolean below = own.equals(top) || own.startsWith(top + "/");
    // Above the root of a namespace, the kernel writes "/..".
    if (!below || own.contains("/..") || top.contains("/..")) return null;
    Cgroup group = new Cgroup(mountPoint, mountRoot, version2, null);
    for (int from = top.length(); from < own.length(); ) {
      int slash = own.indexOf('/', from + 1);
      int end = slash < 0 ? own.length() : slash;
      File child = new File(group.folder, own.substring(from + 1, end));
      group = new Cgroup(child, own.substring(0, end), version2, group);
      from = end;
    }
    return group.folder.isDirectory() ? group : null;
  }

  /** The group above; null if it cannot be seen. */
  public Cgroup parent() {
    return parent;
  }

  /** As in {@code /proc/self/cgroup}, for example {@code /ecstasks.slice/ecstasks-0d4f.slice}. */
  public String path() {
    return path;
  }

  /**
   * Reads a file of the group; returns false if there is none.
   *
   * @param version2Name its name in version 2; null if it has none
   * @param version1Name its name in version 1; null if it has none
   */
  public boolean read(KernelFile file, String version2Name, String version1Name) {
    String name = version2 ? version2Name : version1Name;
    if (name == null) return false;
    File named = new File(folder, name);
    // An exception for each missing file would cost more than the question.
    return named.exists() && file.read(named);
  }

  /** Every other group of version 2 has that file, also the root of a namespace. */
  boolean isRootOfHost() {
    return !new File(folder, "cgroup.events").exists();
  }

  /** The CPU quota in vCPU, or NaN without one. */
  public double cpuQuota(KernelFile file) {
    if (!read(file, "cpu.max", "cpu.cfs_quota_us")) return Double.NaN;
    double quota = file.number(0);
    double period = file.number(1);
    if (!version2 && read(file, null, "cpu.cfs_period_us")) period = file.number();
    return quota > 0 && quota < Double.POSITIVE_INFINITY ? quota / period : Double.NaN;
  }

  /** In bytes; infinity without a limit, NaN if that is not known. */
  public double memoryLimit(KernelFile file) {
    if (!read(file, "memory.max", "memory.limit_in_bytes")) return Double.NaN;
    double limit = file.number();
    // Of this group and all above, even of those that cannot be seen.
    if (!version2 && read(file, null, "memory.stat")) {
      limit = least(limit, file.after("hierarchical_memory_limit"));
    }
    return limit < NO_LIMIT ? limit : Double.POSITIVE_INFINITY;
  }

  private static double least(double limit, double other) {
    return other < limit ? other : limit;
  }

  /**
   * The memory in use without the page cache on the kernel's two lists of files, which it takes
   * back before it kills; in bytes, or NaN. Shared memory and the kernel's own objects count.
   */
  public double memoryInUse(KernelFile file) {
    if (!read(file, "memory.current", "memory.usage_in_bytes")) return Double.NaN;
    double usage = file.number();
    if (!read(file, "memory.stat", "memory.stat")) return Double.NaN;
    String prefix = version2 ? "" : "total_";
    double cache = file.after(prefix + "inactive_file") + file.after(prefix + "active_file");
    return Math.max(0, usage - cache);
  }
}
