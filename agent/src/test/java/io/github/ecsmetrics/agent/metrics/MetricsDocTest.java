package io.github.ecsmetrics.agent.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.agent.metadata.ContainerFilter;
import io.github.ecsmetrics.agent.task.CannedEndpoint;
import io.github.ecsmetrics.agent.task.FakeClock;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of metrics that users read is that of the program. */
class MetricsDocTest {
  @Test
  void documentListsEveryMetricWithItsTypeAndHelp() throws Exception {
    TreeSet<String> documented = new TreeSet<>();
    Matcher row =
        Pattern.compile("(?m)^\\| `(ee_[a-z_]+)` \\| ([a-z]+) \\|[^|]*\\| ([^|]+) \\|")
            .matcher(Files.readString(Path.of("../docs/metrics.md")));
    while (row.find()) {
      String type = row.group(2).equals("info") ? "gauge" : row.group(2);
      documented.add("HELP " + row.group(1) + " " + row.group(3));
      documented.add("TYPE " + row.group(1) + " " + type);
    }

    TaskMonitor monitor =
        new CannedEndpoint("web-1")
            .answer("/task", resource("task.json"))
            .answer("/task/stats", resource("stats.json"))
            .monitor(new FakeClock());
    monitor.pollTask();
    monitor.pollStats();
    monitor.beginShutdown();
    TreeSet<String> served = new TreeSet<>();
    ContainerFilter all = new ContainerFilter(List.of(), List.of());
    File linux = new File("src/test/resources/linux/v2");
    ConstantLabels none = new ConstantLabels(null);
    PushStats pushes = new PushStats(monitor, null);
    pushes.count("success");
    pushes.succeeded(1);
    ApplicationStats application = new ApplicationStats(monitor, null);
    application.read(true);
    application.families(1, 0, 0);
    String text =
        Exposition.text(pushes.collect())
            + Exposition.text(application.collect())
            + Exposition.text(new TaskCollector(monitor, all, "1", none).collect())
            + Exposition.text(new JvmCollector(monitor, none, linux).collect());
    for (String line : text.split("\n")) {
      if (line.matches("# [A-Z]+ ee_.*")) served.add(line.substring(2));
    }

    assertEquals(String.join("\n", served), String.join("\n", documented));
  }

  private static String resource(String name) throws Exception {
    try (InputStream in = MetricsDocTest.class.getResourceAsStream("/everything/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
