package io.github.ecsmetrics.agent.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.agent.metadata.ContainerFilter;
import io.github.ecsmetrics.agent.settings.LabelSettings;
import io.github.ecsmetrics.agent.settings.Settings;
import io.github.ecsmetrics.agent.task.CannedEndpoint;
import io.github.ecsmetrics.agent.task.FakeClock;
import io.github.ecsmetrics.agent.task.TagRequests;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** On a task and a Linux that give every metric. */
class ConstantLabelsTest {
  private static final Pattern NAME = Pattern.compile("[{,]([a-zA-Z_]+)=\"");

  private final CannedEndpoint endpoint = new CannedEndpoint("web-1");
  private final TaskMonitor monitor = endpoint.monitor(new FakeClock());

  @Test
  void everySeriesHasThem() throws Exception {
    for (String sample : samples("labels=team:payments,env:prod")) {
      assertTrue(sample.contains("env=\"prod\""), sample);
      assertTrue(sample.contains("team=\"payments\""), sample);
    }
  }

  @Test
  void theyAreAllThatIsAdded() throws Exception {
    List<String> plain = samples("");
    List<String> labelled =
        samples("labels=team:payments,env:prod").stream()
            .map(line -> line.replaceAll("(env=\"prod\"|team=\"payments\"),?", ""))
            .map(line -> line.replace(",}", "}").replace("{}", ""))
            .toList();
    assertEquals(
        plain.stream().map(ConstantLabelsTest::series).toList(),
        labelled.stream().map(ConstantLabelsTest::series).toList());
  }

  /** Labels of single metrics are refused by name, so the list must have all of them. */
  @Test
  void labelsOfTheAgentsSeriesAreKnownToTheSettings() throws Exception {
    TreeSet<String> names = new TreeSet<>();
    for (String sample : samples("")) {
      Matcher name = NAME.matcher(sample);
      while (name.find()) names.add(name.group(1));
    }
    assertTrue(names.size() > 25, names.toString());
    for (String name : names) assertTrue(LabelSettings.isTaken(name), name);
    assertFalse(LabelSettings.isTaken("team"));
  }

  @Test
  void tagsThatAreLearntLaterAreOnTheNextScrape() throws Exception {
    answer();
    List<MultiCollector> collectors = collectors("labels=env:prod,labels.tags=Team,Cost Center");
    TagRequests tags = new TagRequests(monitor, List.of("Team", "Cost Center"));
    monitor.pollTask();
    assertTrue(text(collectors).contains("ee_agent_info{env=\"prod\",version=\"1\"} 1"));
    endpoint.answer(
        "/taskWithTags",
        "{\"TaskARN\": \"a\", \"TaskTags\": {\"Team\": \"payments\", \"Cost Center\": \"7\"}}");
    tags.run();
    for (String sample : samples(collectors)) {
      assertTrue(sample.contains("Cost_Center=\"7\""), sample);
      assertTrue(sample.contains("Team=\"payments\""), sample);
    }
  }

  private List<String> samples(String settings) throws Exception {
    answer();
    monitor.pollTask();
    monitor.pollStats();
    return samples(collectors(settings));
  }

  private void answer() throws IOException {
    endpoint.answer("/task", resource("task.json")).answer("/task/stats", resource("stats.json"));
  }

  private static List<String> samples(List<MultiCollector> collectors) {
    List<String> samples = text(collectors).lines().filter(line -> !line.startsWith("#")).toList();
    assertTrue(samples.size() > 100, "samples");
    return samples;
  }

  private static String text(List<MultiCollector> collectors) {
    StringBuilder text = new StringBuilder();
    for (MultiCollector each : collectors) text.append(Exposition.text(each.collect()));
    return text.toString();
  }

  private List<MultiCollector> collectors(String settings) {
    ConstantLabels labels = new ConstantLabels(Settings.parse(settings).labels);
    ContainerFilter all = new ContainerFilter(List.of(), List.of());
    File linux = new File("src/test/resources/linux/v2");
    PushStats pushes = new PushStats(monitor, Settings.parse(settings).labels);
    pushes.count("success");
    pushes.succeeded(1);
    return List.of(
        pushes,
        new TaskCollector(monitor, all, "1", labels),
        new JvmCollector(monitor, labels, linux));
  }

  private static String series(String line) {
    return line.substring(0, line.lastIndexOf(' '));
  }

  private static String resource(String name) throws IOException {
    return new String(
        ConstantLabelsTest.class.getResourceAsStream("/everything/" + name).readAllBytes(),
        StandardCharsets.UTF_8);
  }
}
