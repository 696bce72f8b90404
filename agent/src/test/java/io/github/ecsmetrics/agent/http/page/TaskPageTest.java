package io.github.ecsmetrics.agent.http.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.agent.metadata.ContainerFilter;
import io.github.ecsmetrics.agent.metrics.Growth;
import io.github.ecsmetrics.agent.metrics.JvmReport;
import io.github.ecsmetrics.agent.metrics.LastPush;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JVM's part of the page, outside ECS. */
class TaskPageTest {
  private static final double MIB = 1 << 20;
  private static final Growth WAIT = new Growth(0.314, 61);
  private static final Growth GC = new Growth(1.2, 7500);

  /** 512 MiB in 32 letters: one for each 16 MiB, and code to 144 MiB and direct to 160. */
  @Test
  void terminalShowsTheJvm() {
    JvmReport jvm = new JvmReport(memory(), 512 * MIB, WAIT, GC, 34, 90_000);
    assertEquals(
        """
        ecs-metrics-agent

        JVM heap            HEAP
        JVM memory          [hhhhmmmmcdnno...................] heap 64 MiB, metaspace 64 MiB, \
        code 16 MiB, direct 16 MiB, native 32 MiB, other 16 MiB, free 304 MiB of 512 MiB
        CPU wait            0.31 s in the last 1 min 1 s
        GC time             1.20 s in the last 2 h 5 min
        threads             34
        uptime              1 d 1 h
        last push           none yet
        age                 no numbers yet: the task metadata endpoint has not answered

        /metrics /task /stats /-/healthy
        """,
        page(jvm, new LastPush(null, 0))
            .text()
            .replaceAll("\\[[#.]{10}] \\d+ of \\d+ MiB", "HEAP"));
  }

  /** 64 of 512 MiB are 125 of 1,000, and 16 are 31.25. */
  @Test
  void browserShowsTheJvm() {
    JvmReport jvm = new JvmReport(memory(), 512 * MIB, WAIT, GC, 34, 90_000);
    String html = page(jvm, new LastPush("http_503", System.currentTimeMillis() - 90_500)).html();
    assertEquals(
        """
        <dt>memory</dt><dd><svg viewBox="0 0 1000 1" preserveAspectRatio="none" aria-hidden="true">\
        <rect class="heap" x="0" width="125" height="1"/>\
        <rect class="metaspace" x="125" width="125" height="1"/>\
        <rect class="code" x="250" width="31" height="1"/>\
        <rect class="direct" x="281" width="32" height="1"/>\
        <rect class="native" x="313" width="62" height="1"/>\
        <rect class="other" x="375" width="31" height="1"/>\
        <rect class="free" x="406" width="594" height="1"/></svg>
        <ul><li class="heap">heap 64 MiB</li><li class="metaspace">metaspace 64 MiB</li>\
        <li class="code">code 16 MiB</li><li class="direct">direct 16 MiB</li>\
        <li class="native">native 32 MiB</li><li class="other">other 16 MiB</li>\
        <li class="free">free 304 MiB</li><li>of 512 MiB</li></ul></dd>
        <dt>CPU wait</dt><dd>0.31 s in the last 1 min 1 s</dd>
        <dt>GC time</dt><dd>1.20 s in the last 2 h 5 min</dd>
        <dt>threads</dt><dd>34</dd>
        <dt>uptime</dt><dd>1 d 1 h</dd>
        <dt>last push</dt><dd>http_503, AGO</dd>
        """,
        html.substring(html.indexOf("<dt>memory"), html.indexOf("</dl>"))
            .replaceAll("1 min 3[0-9] s ago", "AGO"));
  }

  @Test
  void whatIsUnknownHasNoLine() {
    Map<String, Double> memory = new LinkedHashMap<>();
    memory.put("heap", 3 * MIB);
    memory.put("code", 1 * MIB);
    String text = page(new JvmReport(memory, Double.NaN, null, GC, 1, 1), null).text();
    assertFalse(text.contains("CPU wait"), text);
    assertFalse(text.contains("last push"), text);
    assertTrue(
        text.contains("\nJVM memory          [" + "h".repeat(24) + "c".repeat(8) + "] heap 3 MiB,"),
        text);
    assertTrue(text.contains(" code 1 MiB\n"), text);
  }

  @Test
  void jvmThatIsNotServedHasItsHeapOnly() {
    String html = page(null, null).html();
    assertTrue(html.contains("MiB</dd>\n</dl>"), html);
    assertFalse(html.contains("<svg"), html);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "59.4, 59 s",
    "60, 1 min 0 s",
    "3599, 59 min 59 s",
    "3600, 1 h 0 min",
    "86399, 23 h 59 min",
    "86400, 1 d 0 h",
  })
  void durationHasTwoUnits(double seconds, String shown) {
    JvmReport jvm = new JvmReport(Map.of(), Double.NaN, null, GC, 1, seconds);
    String text = page(jvm, null).text();
    assertTrue(text.contains("\nuptime              " + shown + "\n"), text);
  }

  private static TaskPage page(JvmReport jvm, LastPush push) {
    ContainerFilter all = new ContainerFilter(List.of(), List.of());
    return new TaskPage(new TaskMonitor(null, 10_000).latest(), all, true, jvm, push);
  }

  private static Map<String, Double> memory() {
    Map<String, Double> memory = new LinkedHashMap<>();
    memory.put("heap", 64 * MIB);
    memory.put("metaspace", 64 * MIB);
    memory.put("code", 16 * MIB);
    memory.put("direct", 16 * MIB);
    memory.put("native", 32 * MIB);
    memory.put("other", 16 * MIB);
    memory.put("free", 304 * MIB);
    return memory;
  }
}
