package io.github.ecsmetrics.it.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Waiting;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Labels that a person gives to all series, also from the tags of the task. */
class LabelsIT {
  private static final String TAGS = "/taskWithTags";

  @Test
  void everySeriesHasTheLabelsAndTheTags() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.full();
        RunningJvm jvm =
            JvmCommand.of(Waiting.class)
                .endpoint(
                    endpoint.json(
                        TAGS,
                        "{\"TaskARN\": \"a\", \"TaskTags\": {\"cost-center\": \"7\", \"o\": \"x\"}}"))
                .agent("interval=100ms", "labels=team:payments,env:prod", "labels.tags=cost-center")
                .start()) {
      String text = jvm.awaitMetrics("cost_center=\"7\"");
      String before = jvm.awaitMetrics("path=\"/task/stats\"");
      for (String series : series(before)) {
        assertTrue(series.contains("cost_center=\"7\""), series);
        assertTrue(series.contains("env=\"prod\""), series);
        assertTrue(series.contains("team=\"payments\""), series);
      }
      assertTrue(text.contains("jvm_threads_current{"), text);
      assertEquals("", jvm.stderr());
      int polls = endpoint.requests("/task");
      jvm.await(() -> endpoint.requests("/task") > polls + 5, "more polls");
      assertEquals(1, endpoint.requests(TAGS));
    }
  }

  @Test
  void tagsThatCannotBeReadAreGivenUpWithOneLine() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of(Waiting.class)
                .endpoint(endpoint)
                .agent("interval=100ms", "labels=env:prod", "labels.tags=Team")
                .start()) {
      jvm.awaitStderr("labels.tags");
      jvm.awaitMetrics("ee_ecs_metrics_exporter_success{env=\"prod\"} 1");
      int polls = endpoint.requests("/task");
      jvm.await(() -> endpoint.requests("/task") > polls + 40, "more polls");
      assertEquals(5, endpoint.requests(TAGS));
      assertEquals(
          "[ecs-metrics-agent] labels.tags: GET "
              + endpoint.uri()
              + TAGS
              + ": HTTP 404; series have no labels of tags, everything else works\n",
          jvm.stderr());
    }
  }

  @Test
  void nothingIsAskedUnlessTagsAreWanted() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of(Waiting.class)
                .endpoint(endpoint)
                .agent("interval=100ms", "labels=env:prod,task_family:mine")
                .start()) {
      String text = jvm.awaitMetrics("ee_ecs_metrics_exporter_success{env=\"prod\"} 1");
      assertTrue(text.contains("task_family=\"orders\""), text);
      assertEquals(0, endpoint.requests(TAGS));
      assertEquals(
          "[ecs-metrics-agent] labels: task_family:mine is ignored, because the agent's series have"
              + " a label task_family\n",
          jvm.stderr());
    }
  }

  private static List<String> series(String text) {
    List<String> series = text.lines().filter(line -> !line.startsWith("#")).toList();
    assertTrue(series.size() > 100, text);
    return series;
  }
}
