package io.github.ecsmetrics.agent.families;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.prometheus.metrics.model.snapshots.Labels;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Whatever 4 MiB of text are, the largest that are read, they are scanned and merged in time, and
 * in memory that a small heap has.
 */
class NastyPagesTest {
  private static final int LENGTH = 4 << 20;
  private static final long MAX_MILLIS = 1_000;
  private static final long MAX_BYTES = 192 << 20;
  private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final Labels LABELS =
      Labels.of("container_name", "x".repeat(30), "task_id", "y".repeat(30), "task_revision", "7");

  static final List<Arguments> PAGES =
      List.of(
          page("families", i -> name(i) + " 1\n"),
          page("series", i -> "a{b=\"" + name(i) + "\"} 1\n"),
          page("series that have a label", i -> "a{task_id=\"" + name(i) + "\"} 1\n"),
          page("interleaved families", i -> (i % 2 == 0 ? "a" : "b") + "{c=\"" + i + "\"} 1\n"),
          page("one series", i -> "a{b=\"c\"} 1\n"),
          page("one series, 200 labels", i -> "a{" + labels(200, 0) + "} 1\n"),
          page("200 other labels a line", i -> "a{" + labels(200, i) + "} 1\n"),
          page("one line of labels", i -> i == 0 ? "a{" + labels(450_000, 0) + "} 1\n" : "b 1\n"),
          page("garbage", i -> "!\n"),
          page("garbage after a long name", i -> i == 0 ? "a".repeat(LENGTH / 2) + " 1\n" : "!\n"),
          page("blank lines", i -> "\n"),
          page("metadata", i -> "# TYPE " + name(i) + " gauge\n"),
          page("comments", i -> "#\n"),
          page("numbers", i -> "a{b=\"" + name(i) + "\"} 1." + "7".repeat(250) + "e-300\n"),
          page("bounds", i -> "a_bucket{le=\"1" + i + "." + "7".repeat(210) + "e100\"} 1\n"),
          page("backslashes", i -> "a{b=\"" + "\\\\".repeat(500) + i + "\"} 1\n"));

  private static Arguments page(String name, IntFunction<String> line) {
    return Arguments.of(name, line);
  }

  private static String name(int i) {
    return "n" + Integer.toString(i, 36);
  }

  private static String labels(int count, int first) {
    StringBuilder labels = new StringBuilder();
    for (int i = 0; i < count; i++) labels.append(name(first + i)).append("=\"\",");
    return labels.toString();
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("PAGES")
  void areMergedInTime(String name, IntFunction<String> line) {
    StringBuilder text = new StringBuilder(LENGTH);
    for (int i = 0; text.length() < LENGTH; i++) text.append(line.apply(i));
    byte[] page = text.toString().getBytes(UTF_8);
    long bytes = THREAD.getThreadAllocatedBytes(Thread.currentThread().getId());
    long nanos = THREAD.getCurrentThreadCpuTime();
    FamilyMerge merge = new FamilyMerge(TextFormat.PLAIN, new FamilyNames(), true, LABELS, null);
    merge.add(FamilyPage.scan(page, page.length, TextFormat.PLAIN));
    merge.finish();
    long millis = (THREAD.getCurrentThreadCpuTime() - nanos) / 1_000_000;
    bytes = THREAD.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytes;
    if (Boolean.getBoolean("nasty"))
      System.out.println(name + ": " + millis + " ms, " + (bytes >> 20) + " MiB");
    assertTrue(millis < MAX_MILLIS, millis + " ms");
    assertTrue(bytes < MAX_BYTES, bytes + " bytes");
  }
}
