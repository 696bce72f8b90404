package io.github.ecsmetrics.agent.kernel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.HashMap;
import java.util.Map;

/**
 * The control groups of this process, found as HotSpot does: {@code /proc/self/cgroup} has the path
 * of the group, and {@code /proc/self/mountinfo} shows which part of the tree is mounted where. A
 * group that cannot be found is unknown.
 *
 * <pre>
 * 4:memory:/ecs/0d4f/cd18                                                       (version 1)
 * 35 31 0:32 /ecs/0d4f/cd18 /sys/fs/cgroup/memory ro,nosuid - cgroup cgroup rw,memory
 * 0::/                                                                          (version 2)
 * 31 23 0:28 / /sys/fs/cgroup ro,nosuid - cgroup2 cgroup rw
 * </pre>
 *
 * <p>Version 1 has a tree for each controller. If both versions are mounted, a controller belongs
 * to one of them, and version 2 has the pressure of its groups.
 */
public final class OwnCgroups {
  private final Map<String, Cgroup> version1 = new HashMap<>();
  private Cgroup version2;

  private OwnCgroups() {}

  /**
   * As they are now.
   *
   * @param root the folder that has {@code proc} and {@code sys}
   */
  public static OwnCgroups find(File root) {
    OwnCgroups found = new OwnCgroups();
    try {
      Map<String, String> paths = paths(new File(root, "proc/self/cgroup"));
      try (BufferedReader mounts = lines(new File(root, "proc/self/mountinfo"))) {
        for (String line; (line = mounts.readLine()) != null; ) found.addMount(root, line, paths);
      }
    } catch (IOException none) {
      // Elsewhere than on Linux, or hidden.
    }
    return found;
  }

  /** By controller; that of version 2 by the empty name. */
  private static Map<String, String> paths(File file) throws IOException {
    Map<String, String> paths = new HashMap<>();
    try (BufferedReader lines = lines(file)) {
      for (String line; (line = lines.readLine()) != null; ) {
        String[] fields = line.split(":", 3);
        if (fields.length < 3) continue;
        for (String controller : fields[1].split(",")) paths.put(controller, fields[2]);
      }
    }
    return paths;
  }

  private void addMount(File root, String line, Map<String, String> paths) {
    int dash = line.indexOf(" - ");
    if (dash < 0) return;
    String[] mount = line.substring(0, dash).split(" ");
    String[] fileSystem = line.substring(dash + 3).split(" ");
    if (mount.length < 5 || fileSystem.length < 3) return;
    File point = new File(root, mount[4]);
    if (fileSystem[0].equals("cgroup2") && version2 == null && paths.containsKey("")) {
      version2 = Cgroup.find(point, mount[3], paths.get(""), true);
    }
    if (!fileSystem[0].equals("cgroup")) return;
    for (String controller : fileSystem[2].split(",")) {
      String path = paths.get(controller);
      if (path == null || version1.get(controller) != null) continue;
      version1.put(controller, Cgroup.find(point, mount[3], path, false));
    }
  }

  private static BufferedReader lines(File file) throws IOException {
    return new BufferedReader(new InputStreamReader(new FileInputStream(file), ISO_8859_1));
  }

  /** The own group of the CPU controller, or null. */
  public Cgroup cpu() {
    return version1.containsKey("cpu") ? version1.get("cpu") : version2;
  }

  /** The own group of the memory controller, or null. */
  public Cgroup memory() {
    return version1.containsKey("memory") ? version1.get("memory") : version2;
  }

  /**
   * The own group of version 2, which alone has pressure stall information. Null if there is none,
   * or if it is the root, whose numbers are the host's.
   */
  public Cgroup pressure() {
    return version2 == null || version2.isRootOfHost() ? null : version2;
  }
}
