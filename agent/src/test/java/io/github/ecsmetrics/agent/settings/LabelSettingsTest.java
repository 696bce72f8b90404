package io.github.ecsmetrics.agent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelSettingsTest {
  @Test
  void thereAreNoneUnlessTheyAreSet() {
    assertNull(parse("").labels);
  }

  @Test
  void labelsHaveANameAndAValueAndTagsAKey() {
    Settings settings = parse("labels=team:payments, url: http://a ,labels.tags=Team,aws:ecs:x");
    assertEquals(List.of(), settings.warnings);
    assertEquals(Map.of("team", "payments", "url", "http://a"), settings.labels.fixed);
    assertEquals(Map.of("Team", "Team", "aws_ecs_x", "aws:ecs:x"), settings.labels.tags);
  }

  /** As Prometheus makes labels of the tags of EC2 instances. */
  @ParameterizedTest
  @CsvSource({
    "Team, Team",
    "cost-center, cost_center",
    "Cost Center, Cost_Center",
    "aws:cloudformation:stack-name, aws_cloudformation_stack_name",
    "app.kubernetes.io/name, app_kubernetes_io_name",
    "größe, gr__e",
    "a\uD83D\uDE00b, a_b",
    "2nd, _2nd",
    "_a, _a",
    "__name__, _name__",
    "-, _",
  })
  void namesAreMadeLegal(String key, String name) {
    assertEquals(name, LabelSettings.legalName(key));
    assertEquals(Map.of(name, key), parse("labels.tags=" + key).labels.tags);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "labels=task_family:x | labels: task_family:x is ignored, because the agent's series have a"
            + " label task_family",
        "labels=container-name:x | labels: container-name:x is ignored, because the agent's series"
            + " have a label container_name",
        "labels=area:x | labels: area:x is ignored, because the agent's series have a label area",
        "labels=le:x | labels: le:x is ignored, because the agent's series have a label le",
        "labels.tags=cluster | labels.tags: cluster is ignored, because the agent's series have a"
            + " label cluster",
        "labels=team | labels: team is not name:value, and is ignored",
        "labels=:x | labels: :x is not name:value, and is ignored",
      })
  void nameThatIsTakenIsRefusedWithALine(String setting, String line) {
    Settings settings = parse(setting + ",enabled=true");
    assertEquals(List.of(line), settings.warnings);
    assertEquals(Map.of(), settings.labels.fixed);
    assertEquals(Map.of(), settings.labels.tags);
  }

  @Test
  void firstOfTwoEqualNamesCounts() {
    Settings settings = parse("labels=a-b:1,a_b:2,labels.tags=a.b,c-d,c.d");
    assertEquals(Map.of("a_b", "1"), settings.labels.fixed);
    assertEquals(Map.of("c_d", "c-d"), settings.labels.tags);
    assertEquals(
        List.of(
            "labels: a_b:2 is ignored, because there is another a_b before it",
            "labels.tags: a.b is ignored, because labels has a_b too",
            "labels.tags: c.d is ignored, because there is another c_d before it"),
        settings.warnings);
  }

  private static Settings parse(String argument) {
    return Settings.parse(argument, new Properties(), Map.of());
  }
}
