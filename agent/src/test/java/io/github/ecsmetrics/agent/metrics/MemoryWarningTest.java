package io.github.ecsmetrics.agent.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.agent.task.TaskMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A control group of version 2 with a limit of 1,000 MiB. */
class MemoryWarningTest {
  private static final long MIB = 1 << 20;

  @TempDir Path root;

  private MemoryWarning warning;

  @BeforeEach
  void limit() throws Exception {
    write("proc/self/cgroup", "0::/\n");
    write("proc/self/mountinfo", "29 28 0:27 / /sys/fs/cgroup ro - cgroup2 cgroup rw\n");
    write("proc/self/status", "Name:\tjava\nRssAnon:\t  900000 kB\nThreads:\t212\n");
    write("sys/fs/cgroup/memory.max", 1000 * MIB + "\n");
    write("sys/fs/cgroup/memory.stat", "inactive_file 0\nactive_file 0\n");
    use(100);
    TaskMonitor outsideEcs = new TaskMonitor(null, 10_000);
    warning = new MemoryWarning(() -> {}, outsideEcs, 90, root.toFile());
  }

  @Test
  void lineIsPrintedOnceUntilTheMemoryFellAgain() throws Exception {
    assertNull(warning.news());
    use(899);
    assertNull(warning.news());
    use(900);
    assertNotNull(warning.news());
    use(990);
    assertNull(warning.news());
    use(860);
    assertNull(warning.news());
    use(910);
    assertNull(warning.news());
    use(849);
    assertNull(warning.news());
    use(900);
    assertNotNull(warning.news());
  }

  @Test
  void lineHasTheUseTheLimitAndTheShares() throws Exception {
    use(921);
    String line = warning.news();
    assertTrue(
        line.startsWith(
            "memory: 921 of 1000 MiB in use (92 %, memory.warn=90%). At the limit the kernel kills,"
                + " without an OutOfMemoryError (exit code 137). Heap: "),
        line);
    String number = "[0-9]+";
    assertTrue(
        line.matches(
            ".* Heap: N MiB committed of at most N, N live after the last collection\\. Metaspace: N\\. Code: N\\. Direct buffers: N\\. Native: N, with 212 threads\\. The heap (can grow|fits).*"
                .replace("N", number)
                .replace("[0-9]+ative", "Native")),
        line);
  }

  @Test
  void pageCacheDoesNotCount() throws Exception {
    use(950);
    write("sys/fs/cgroup/memory.stat", "inactive_file " + 40 * MIB + "\nactive_file " + 20 * MIB);
    assertNull(warning.news());
  }

  @Test
  void withoutALimitThereIsNothingToSay() throws Exception {
    write("sys/fs/cgroup/memory.max", "max\n");
    use(2000);
    assertNull(warning.news());
  }

  @Test
  void whatComesBeforeRunsEachTime() {
    int[] runs = new int[1];
    TaskMonitor outsideEcs = new TaskMonitor(null, 10_000);
    Runnable counted = () -> runs[0]++;
    MemoryWarning both = new MemoryWarning(counted, outsideEcs, 90, root.toFile());
    both.run();
    both.run();
    assertEquals(2, runs[0]);
  }

  private void use(long mebibytes) throws IOException {
    write("sys/fs/cgroup/memory.current", mebibytes * MIB + "\n");
  }

  private void write(String path, String text) throws IOException {
    Path written = root.resolve(path);
    Files.createDirectories(written.getParent());
    Files.writeString(written, text);
  }
}
