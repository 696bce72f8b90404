package io.github.ecsmetrics.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A control group that may use a quarter of a CPU, as the smallest Fargate task. */
final class Quota implements Closeable {
  private static final Path V1 = Path.of("/sys/fs/cgroup/cpu");
  private static final Path V2 = Path.of("/sys/fs/cgroup");

  private final Path group;

  private Quota(Path group) {
    this.group = group;
  }

  /** Null where control groups cannot be made here. */
  static Quota quarterCpu() {
    Path group = (Files.isDirectory(V1) ? V1 : V2).resolve("ecs-metrics-benchmarks");
    try {
      if (!Files.isDirectory(group)) Files.createDirectory(group);
      if (Files.exists(group.resolve("cpu.max"))) {
        Files.writeString(group.resolve("cpu.max"), "25000 100000");
      } else {
        Files.writeString(group.resolve("cpu.cfs_period_us"), "100000");
        Files.writeString(group.resolve("cpu.cfs_quota_us"), "25000");
      }
      return new Quota(group);
    } catch (IOException e) {
      System.err.println("no CPU quota here: " + e);
      return null;
    }
  }

  /** The file that a process joins the group through. */
  String members() {
    return group.resolve("cgroup.procs").toString();
  }

  @Override
  public void close() throws IOException {
    Files.delete(group);
  }
}
