package io.github.ecsmetrics.it.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A control group of this machine, removed when closed; needs root. */
final class ControlGroup implements AutoCloseable {
  private final Path folder;

  private ControlGroup(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectory(folder);
  }

  /**
   * A group below the root of that controller ({@code unified}: of version 2); skips the test where
   * there can be none.
   */
  static ControlGroup of(String controller) throws IOException {
    Path root = Path.of("/sys/fs/cgroup", controller);
    Assumptions.assumeTrue(Files.isWritable(root.resolve("cgroup.procs")), "no writable " + root);
    return new ControlGroup(root.resolve("ecs-metrics-it-" + ProcessHandle.current().pid()));
  }

  ControlGroup child(String name) throws IOException {
    return new ControlGroup(folder.resolve(name));
  }

  /** As in {@code /proc/self/cgroup}. */
  String path() {
    return "/" + Path.of("/sys/fs/cgroup").relativize(folder).toString().split("/", 2)[1];
  }

  Path processes() {
    return folder.resolve("cgroup.procs");
  }

  /** The memory limit less what is in use without the page cache. */
  long headroom() throws IOException {
    long cache =
        read("memory.stat", "total_inactive_file") + read("memory.stat", "total_active_file");
    return read("memory.limit_in_bytes", "") - read("memory.usage_in_bytes", "") + cache;
  }

  ControlGroup set(String file, long value) throws IOException {
    Files.writeString(folder.resolve(file), Long.toString(value));
    return this;
  }

  void move(long pid) throws IOException {
    set("cgroup.procs", pid);
  }

  /** The number of a file, or that after a key. */
  long read(String file, String key) throws IOException {
    for (String line : Files.readAllLines(folder.resolve(file))) {
      if (key.isEmpty()) return Long.parseLong(line);
      if (line.startsWith(key + " ")) return Long.parseLong(line.substring(key.length() + 1));
    }
    throw new AssertionError("no " + key + " in " + file);
  }

  /** Seconds for which some thread waited for the resource; skips the test without pressure. */
  double pressure(String resource) throws IOException {
    Path file = folder.resolve(resource + ".pressure");
    Assumptions.assumeTrue(Files.exists(file), "no " + file);
    String some = Files.readAllLines(file).get(0);
    return Long.parseLong(some.substring(some.indexOf("total=") + 6)) / 1e6;
  }

  /** The kernel refuses as long as a process that was killed has not gone. */
  @Override
  public void close() throws IOException {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (!folder.toFile().delete()) {
      if (System.nanoTime() > deadline) throw new IOException("still in use: " + folder);
      Thread.onSpinWait();
    }
  }
}
