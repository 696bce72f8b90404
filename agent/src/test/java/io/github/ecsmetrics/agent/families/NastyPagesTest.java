package io.github.ecsmetrics.agent.families;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.prometheus.metrics.model.snapshots.Labels;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
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
  private static final String HEAP = "-Xmx96m";
  private static final int WAYS = 3;
  private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final Labels LABELS =
      Labels.of("container_name", "x".repeat(30), "task_id", "y".repeat(30), "task_revision", "7");

  static final List<Arguments> PAGES =
      List.of(
          page("families", i -> name(i) + " 1\n"),
          page("10,000 families", i -> name(i % 9_999) + "{b=\"" + i + "\"} 1\n"),
          page("10,000 long lines", i -> name(i) + "{b=\"" + "x".repeat(410) + "\"} 1\n"),
          page("90,000 series", i -> "a{b=\"" + name(i) + "\"} 1" + "0".repeat(32) + "\n"),
          page(
              "90,000 buckets",
              i ->
                  (i == 0 ? "# TYPE a histogram\n" : "")
                      + "a_bucket{b=\""
                      + name(i)
                      + "\",le=\"1\"} 1"
                      + "0".repeat(20)
                      + "\n"),
          page(
              "90,000 series with a label",
              i -> "a{task_id=\"" + name(i) + "\"} 1" + "0".repeat(26) + "\n"),
          page(
              "45,000 interleaved",
              i -> (i % 2 == 0 ? "a" : "b") + "{c=\"" + i + "\"} 1" + "0".repeat(32) + "\n"),
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
    byte[] page = text(line);
    for (int way = 0; way < WAYS; way++) {
      long nanos = THREAD.getCurrentThreadCpuTime();
      merge(page, way);
      long millis = (THREAD.getCurrentThreadCpuTime() - nanos) / 1_000_000;
      assertTrue(millis < MAX_MILLIS, millis + " ms of CPU time");
    }
  }

  @Test
  void areMergedInASmallHeap() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String classPath = System.getProperty("java.class.path");
    Process merging =
        new ProcessBuilder(
                java.toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-cp",
                classPath,
                NastyPagesTest.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(merging.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, merging.waitFor(), output);
  }

  public static void main(String[] arguments) {
    for (Arguments page : PAGES) {
      System.out.println(page.get()[0]);
      @SuppressWarnings("unchecked")
      IntFunction<String> line = (IntFunction<String>) page.get()[1];
      byte[] text = text(line);
      for (int way = 0; way < WAYS; way++) merge(text, way);
    }
  }

  private static byte[] text(IntFunction<String> line) {
    StringBuilder text = new StringBuilder(LENGTH);
    for (int i = 0; text.length() < LENGTH; i++) text.append(line.apply(i));
    return text.toString().getBytes(UTF_8);
  }

  /** Merges a page in either format, or converts it. */
  private static void merge(byte[] page, int way) {
    TextFormat written = way == 1 ? TextFormat.OPEN_METRICS : TextFormat.PLAIN;
    TextFormat wanted = way == 0 ? TextFormat.PLAIN : TextFormat.OPEN_METRICS;
    FamilyMerge merge = new FamilyMerge(wanted, new FamilyNames(), true, LABELS, null);
    merge.add(FamilyPage.scan(page, page.length, written));
    merge.finish();
  }
}
