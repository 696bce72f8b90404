package io.github.ecsmetrics.agent.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.agent.task.TaskMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmReportTest {
  private static final long MIB = 1 << 20;

  @TempDir Path root;

  private final TaskMonitor outsideEcs = new TaskMonitor(null, 10_000);

  /** 900,000 of 1,000,000 MiB are in use, more than this JVM has. */
  @Test
  void usesOfMemoryAddUpToTheLimit() throws Exception {
    write("proc/self/cgroup", "0::/\n");
    write("proc/self/mountinfo", "29 28 0:27 / /sys/fs/cgroup ro - cgroup2 cgroup rw\n");
    write("proc/self/status", "Name:\tjava\nRssAnon:\t  90000000 kB\nThreads:\t1\n");
    write("proc/self/task/7/schedstat", "100 2500000000 1\n");
    write("sys/fs/cgroup/memory.max", 1_000_000 * MIB + "\n");
    write("sys/fs/cgroup/memory.current", 900_000 * MIB + "\n");
    write("sys/fs/cgroup/memory.stat", "inactive_file 0\nactive_file 0\n");
    JvmReport report = report();
    assertEquals(
        List.of("heap", "metaspace", "code", "direct", "native", "other", "free"),
        List.copyOf(report.memory.keySet()));
    double sum = report.memory.values().stream().mapToDouble(Double::doubleValue).sum();
    assertEquals(1_000_000 * MIB, sum, 1);
    assertEquals(1_000_000 * MIB, report.memoryLimit);
    assertEquals(100_000 * MIB, report.memory.get("free"));
    assertEquals(2.5, report.cpuWait.seconds);
    assertTrue(report.threads > 0 && report.uptimeSeconds > 0);
  }

  @Test
  void whatTheSystemDoesNotTellIsUnknown() {
    JvmReport report = report();
    assertEquals(
        List.of("heap", "metaspace", "code", "direct"), List.copyOf(report.memory.keySet()));
    assertTrue(Double.isNaN(report.memoryLimit));
    assertNull(report.cpuWait);
    assertNotNull(report.gcPauses);
  }

  @Test
  void lastPushIsThereIfPushesAre() {
    PushStats pushes = new PushStats(outsideEcs, null);
    assertNull(LastPush.of(List.of()));
    assertNull(LastPush.of(List.of(pushes)).outcome);
    long before = System.currentTimeMillis();
    pushes.count("timeout");
    pushes.count("success");
    assertEquals("success", LastPush.of(List.of(pushes)).outcome);
    assertTrue(LastPush.of(List.of(pushes)).epochMillis >= before);
    assertNull(JvmReport.of(List.of(pushes)));
  }

  private JvmReport report() {
    ConstantLabels none = new ConstantLabels(null);
    return JvmReport.of(List.of(new JvmCollector(outsideEcs, none, root.toFile())));
  }

  private void write(String path, String content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
