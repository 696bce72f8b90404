package io.github.ecsmetrics.it.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Deadline;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Burning;
import io.github.ecsmetrics.it.guest.Filling;
import io.github.ecsmetrics.it.guest.Ticking;
import io.github.ecsmetrics.it.guest.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the JVM sees of itself and its container, in real control groups. */
class ControlGroupIT {
  private static final long MIB = 1 << 20;
  private static final String HEADROOM = "ee_jvm_memory_headroom_bytes";
  private static final String WORST_CASE = "ee_jvm_memory_worst_case_bytes";
  private static final String WAIT = "ee_jvm_cpu_wait_seconds_total";
  private static final String THROTTLED = "ee_container_cpu_cfs_throttled_seconds_total";

  /**
   * As ECS lays a task out: the quota is on the group above (DataDog/datadog-agent#42479,
   * aws/containers-roadmap#2766, aws/amazon-ecs-agent#4473).
   */
  @Test
  void quotaOfTheGroupAboveIsSeenByTheWaitAndNotInTheOwnCounters() throws Exception {
    try (ControlGroup task = ControlGroup.of("cpu");
        ControlGroup container = task.child("container");
        RunningJvm jvm = JvmCommand.of(Burning.class).arguments("2").agentByEnvironment().start()) {
      task.set("cpu.cfs_period_us", 100_000).set("cpu.cfs_quota_us", 25_000);
      container.move(jvm.pid());
      String above = "{cgroup=\"" + task.path() + "\"}";
      jvm.awaitMetrics(text -> value(text, THROTTLED + above) > 2, "throttled for two seconds");

      double throttledBefore = task.read("cpu.stat", "throttled_time") / 1e9;
      double waitBefore = waited(jvm.pid());
      String metrics = jvm.get("/metrics").text();
      double throttledAfter = task.read("cpu.stat", "throttled_time") / 1e9;
      double waitAfter = waited(jvm.pid());

      assertBetween(throttledBefore, value(metrics, THROTTLED + above), throttledAfter);
      // A few threads of the JVM have ended by now, whose wait no file has any more.
      assertBetween(waitBefore, value(metrics, WAIT), waitAfter + 1);
      assertTrue(value(metrics, WAIT) > 2, value(metrics, WAIT) + " s");
      assertEquals(0.25, value(metrics, "ee_container_cpu_quota" + above));
      String own = "{cgroup=\"self\"}";
      assertEquals(0, value(metrics, THROTTLED + own));
      assertEquals(0, value(metrics, "ee_container_cpu_cfs_throttled_periods_total" + own));
      assertFalse(metrics.contains("ee_container_cpu_quota" + own), metrics);
    }
  }

  private static void assertBetween(double least, double value, double most) {
    assertTrue(least <= value && value <= most, value + " is not in " + least + " to " + most);
  }

  private static double waited(long pid) throws IOException {
    double nanos = 0;
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
      for (Path thread : threads.toList()) {
        try {
          nanos += Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ")[1]);
        } catch (NoSuchFileException ended) {
          // Its wait is not in the sum.
        }
      }
    }
    return nanos / 1e9;
  }

  @Test
  void pressureIsThatOfTheOwnGroup() throws Exception {
    try (ControlGroup container = ControlGroup.of("unified");
        RunningJvm jvm = JvmCommand.of(Burning.class).arguments("4").agentByEnvironment().start()) {
      container.move(jvm.pid());
      String waiting = "ee_container_pressure_cpu_waiting_seconds_total";
      container.pressure("cpu");
      jvm.awaitMetrics(text -> value(text, waiting) > 0.5, "waited for half a second");
      double before = container.pressure("cpu");
      double served = value(jvm.get("/metrics").text(), waiting);
      assertBetween(before, served, container.pressure("cpu"));
    }
  }

  @Test
  void threeThousandThreadsAreNotAskedForTheirWait() throws Exception {
    try (RunningJvm jvm =
        JvmCommand.of(Ticking.class).arguments("3000").agentByEnvironment().start()) {
      jvm.await(() -> !jvm.isAlive() || jvm.stdout().contains("ready"), "ready");
      Assumptions.assumeTrue(
          !jvm.stderr().contains("unable to create native thread"), "too few threads allowed");
      String metrics = jvm.awaitMetrics("ee_jvm_memory_resident_peak_bytes");
      assertFalse(metrics.contains(WAIT), metrics);
    }
  }

  /** Mount namespaces as a container may have them; the JVM runs in each, and nothing is said. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mount -t tmpfs none /sys/fs/cgroup",
        "mount -t proc -o hidepid=2 proc /proc",
        "mount -o remount,bind,ro /sys/fs/cgroup/memory",
        "mount --bind /dev/null /proc/$$/mountinfo",
      })
  void hiddenFilesLeaveOutTheirSeriesOnly(String mount) throws Exception {
    String inNamespace = "unshare -m sh -c '" + mount + " && exec \"$@\"' sh";
    try (RunningJvm jvm = by(inNamespace, Waiting.class).agentByEnvironment().start()) {
      jvm.await(() -> !jvm.isAlive() || jvm.stdout().contains("ready"), "ready");
      Assumptions.assumeTrue(jvm.isAlive(), jvm.stderr());
      String metrics = jvm.awaitMetrics("jvm_threads_current");
      boolean hidden = mount.contains("tmpfs") || mount.contains("mountinfo");
      assertEquals(!hidden, metrics.contains("ee_container_memory_max_usage_bytes"), metrics);
      assertTrue(metrics.contains(WAIT), metrics);
      assertEquals(1, jvm.stderr().lines().count(), jvm.stderr());
    }
  }

  /** The kernel kills without an OutOfMemoryError: the heap of 512 MiB is never full. */
  @Test
  void killAtTheMemoryLimitIsSeenComing() throws Exception {
    try (ControlGroup container = ControlGroup.of("memory")) {
      container.set("memory.limit_in_bytes", 200 * MIB).set("memory.swappiness", 0);
      String inGroup = "sh -c 'echo $$ > " + container.processes() + " && exec \"$@\"' sh";
      try (RunningJvm jvm =
          by(inGroup, Filling.class, "-Xms8m", "-Xmx512m").agentByEnvironment().start()) {
        jvm.awaitStdout("ready");
        String metrics = jvm.awaitMetrics(HEADROOM);
        assertTrue(value(metrics, WORST_CASE) > 512 * MIB, metrics);
        assertEquals(container.headroom(), value(jvm.get("/metrics").text(), HEADROOM), 8 * MIB);
        double least = value(metrics, HEADROOM);
        for (int kept = 10; jvm.isAlive() && kept < 300; kept += 10) {
          least = Math.min(least, value(jvm.get("/metrics").text(), HEADROOM));
          jvm.writeLine("");
          String line = "kept " + kept + "\n";
          Deadline.usual()
              .await(() -> !jvm.isAlive() || jvm.stdout().contains(line), () -> jvm.stdout());
        }
        assertEquals(137, jvm.awaitExit().exitCode(), jvm.stderr());
        assertTrue(least < 30 * MIB, least + " bytes of headroom were the least");
        assertFalse(jvm.stderr().contains("OutOfMemoryError"), jvm.stderr());
      }
    }
  }

  @Test
  void warningIsOneLineBeforeTheKill() throws Exception {
    String own = MetadataEndpoint.FARGATE_CONTAINER;
    String task = "{\"Containers\": [{\"DockerId\": \"" + own + "\", \"Name\": \"app\"}]}";
    try (ControlGroup container = ControlGroup.of("memory");
        MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      endpoint.json("/task", task);
      container.set("memory.limit_in_bytes", 300 * MIB).set("memory.swappiness", 0);
      String inGroup = "sh -c 'echo $$ > " + container.processes() + " && exec \"$@\"' sh";
      try (RunningJvm jvm =
          by(inGroup, Filling.class, "-Xms8m", "-Xmx512m")
              .endpoint(endpoint)
              .agentByEnvironment("interval=100ms", "memory.warn=60%")
              .start()) {
        jvm.awaitStdout("ready");
        for (int kept = 10; !jvm.stderr().contains("memory:") && kept < 250; kept += 10) {
          jvm.writeLine("");
          jvm.awaitStdout("kept " + kept + "\n");
          int asked = endpoint.requests("/task/stats");
          jvm.await(() -> endpoint.requests("/task/stats") > asked + 1, "two more polls");
        }
        String line = jvm.stderr();
        assertTrue(line.startsWith("[ecs-metrics-agent] memory: "), line);
        assertTrue(line.matches("(?s).* of 300 MiB in use .[67][0-9] %.*"), line);
        assertTrue(line.contains(" MiB committed of at most 512, "), line);
        assertTrue(line.contains("lower -XX:MaxRAMPercentage or -Xmx"), line);
        assertEquals(1, jvm.endInput().stderr().lines().count(), line);
      }
    }
  }

  /** A JVM that a shell command starts, as its last arguments. */
  private static JvmCommand by(String shell, Class<?> guest, String... options) {
    String java = Jdk.underTest().tool("java").toString();
    String script = "exec " + shell + " \"$@\"";
    return JvmCommand.tool(Path.of("/bin/sh"))
        .arguments("-c", script, "sh", java, "-cp", JvmCommand.guests().toString())
        .arguments(options)
        .arguments(guest.getName());
  }

  /** NaN if there is no such series. */
  private static double value(String metrics, String series) {
    for (String line : metrics.split("\n")) {
      if (line.startsWith(series + " ")) return Double.parseDouble(line.substring(series.length()));
    }
    return Double.NaN;
  }
}
