package io.github.ecsmetrics.agent.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.ecsmetrics.agent.task.CannedEndpoint;
import io.github.ecsmetrics.agent.task.TaskIdentity;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The properties of this JVM stand for those of an application's. */
class OpenTelemetryResourceTest {
  private static final String OURS =
      "cloud.provider=aws,cloud.platform=aws_ecs,aws.ecs.task.family=web";
  private static final String SPRING = "management.opentelemetry.resource-attributes.";

  @AfterEach
  void removeProperties() {
    System.getProperties()
        .keySet()
        .removeIf(
            name ->
                name.toString().startsWith("otel.resource")
                    || name.toString().startsWith("management."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "null | " + OURS,
        "''   | " + OURS,
        "team=a,env=prod | team=a,env=prod," + OURS,
        "cloud.provider=other, aws.ecs.task.family = mine | cloud.provider=other,"
            + " aws.ecs.task.family = mine,cloud.platform=aws_ecs",
        "no pair,=,x= | no pair,=,x=," + OURS,
      })
  void taskFollowsWhatIsSet(String given, String expected) throws Exception {
    if (given != null) System.setProperty("otel.resource.attributes", given);
    OpenTelemetryResource.publish(identity("\"Family\": \"web\""));
    assertEquals(expected, System.getProperty("otel.resource.attributes"));
  }

  @Test
  void nothingIsAppendedIfAllKeysAreSet() throws Exception {
    String all = "cloud.provider=a, cloud.platform=b,aws.ecs.task.family=c";
    System.setProperty("otel.resource.attributes", all);
    OpenTelemetryResource.publish(identity("\"Family\": \"web\""));
    assertEquals(all, System.getProperty("otel.resource.attributes"));
  }

  /** W3C baggage: visible ASCII without {@code " , ; \}; {@code %} and {@code =} have a meaning. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "arn:aws:ecs/a-b_c.~!#$&'()*+<>?@[]^{} | arn:aws:ecs/a-b_c.~!#$&'()*+<>?@[]^{}",
        "a b,c;d=e%f | a%20b%2Cc%3Bd%3De%25f",
        "\\\\\\\" | %5C%22",
        "größe € | gr%C3%B6%C3%9Fe%20%E2%82%AC",
      })
  void valuesArePercentEncoded(String value, String encoded) throws Exception {
    OpenTelemetryResource.publish(identity("\"Family\": \"" + value + "\""));
    String expected = OURS.replace("web", encoded);
    assertEquals(expected, System.getProperty("otel.resource.attributes"));
  }

  /** Its values are not encoded. */
  @Test
  void springHasOnePropertyForEachAttribute() throws Exception {
    System.setProperty("otel.resource.attributes", "cloud.platform=other");
    System.setProperty(SPRING + "cloud.provider", "mine");
    OpenTelemetryResource.publish(identity("\"Family\": \"a, b\""));
    assertEquals("mine", System.getProperty(SPRING + "cloud.provider"));
    assertNull(System.getProperty(SPRING + "cloud.platform"));
    assertEquals("a, b", System.getProperty(SPRING + "aws.ecs.task.family"));
  }

  @Test
  void tagsOfSpringAreSetUnlessTheyHaveAValue() throws Exception {
    System.setProperty("management.metrics.tags.task_family", "mine");
    SpringTags.publish(identity("\"Family\": \"web\", \"Revision\": \"7\""));
    assertEquals("mine", System.getProperty("management.metrics.tags.task_family"));
    assertEquals("7", System.getProperty("management.metrics.tags.task_revision"));
  }

  /** {@code task.revision} and {@code task_revision} are one label to Prometheus. */
  @Test
  void tagOfSpringThatIsWrittenWithADotCountsAsWell() throws Exception {
    System.setProperty("management.metrics.tags.task.revision", "mine");
    SpringTags.publish(identity("\"Revision\": \"7\""));
    assertNull(System.getProperty("management.metrics.tags.task_revision"));
    assertNull(System.getProperty("management.metrics.tags.task_family"));
  }

  private static TaskIdentity identity(String members) throws Exception {
    TaskMonitor monitor =
        new TaskMonitor(new CannedEndpoint("a").answer("/task", "{" + members + "}"), 10_000);
    monitor.pollTask();
    return monitor.identity();
  }
}
