package io.github.ecsmetrics.agent.push;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.agent.task.CannedEndpoint;
import io.github.ecsmetrics.agent.task.FakeClock;
import io.github.ecsmetrics.agent.task.TaskIdentity;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OtlpResourceTest {
  private static final String OWN = "cd189a933e5849daa93386466019ab50-2495160603";
  private static final String ARN = "arn:aws:ecs:us-west-2:111122223333:";
  private static final String TASK =
      "\"Cluster\": \"default\", \"TaskARN\": \""
          + ARN
          + "task/default/158d1c80\", \"Family\": \"curltest\", \"Revision\": \"26\","
          + " \"LaunchType\": \"FARGATE\", \"AvailabilityZone\": \"us-west-2d\"";
  private static final String WITH_OWN =
      TASK + ", \"Containers\": [{\"DockerId\": \"" + OWN + "\", \"Name\": \"curl\"}]";

  private final CannedEndpoint endpoint = new CannedEndpoint(OWN);
  private final TaskMonitor monitor = endpoint.monitor(new FakeClock());
  private final OtlpResource resource = new OtlpResource(Map.of());

  @Test
  void withoutATaskTheServiceIsUnknownUnlessItIsGiven() {
    assertEquals("{service.name=unknown_service:java}", resource.of(null).toString());
    assertEquals(
        "{service.name=orders}",
        new OtlpResource(Map.of("service.name", "orders")).of(null).toString());
  }

  /**
   * The instance is the container of the task: a collector beside many tasks named all of them
   * alike (aws-observability/aws-otel-collector#1479). No {@code container.id}: Prometheus makes
   * {@code container_id} of it, which the series have.
   */
  @Test
  void serviceAndInstanceAreThoseOfTheTaskAndItsContainer() throws Exception {
    assertEquals(
        "{service.name=web, service.instance.id=158d1c80/curl, cloud.provider=aws,"
            + " cloud.platform=aws_ecs, cloud.region=us-west-2, cloud.account.id=111122223333,"
            + " cloud.availability_zone=us-west-2d, aws.ecs.cluster.arn="
            + ARN
            + "cluster/default, aws.ecs.launchtype=fargate, aws.ecs.task.arn="
            + ARN
            + "task/default/158d1c80, aws.ecs.task.family=curltest, aws.ecs.task.revision=26,"
            + " aws.ecs.task.id=158d1c80}",
        resource.of(identity("\"ServiceName\": \"web\", " + WITH_OWN)).toString());
  }

  @Test
  void withoutAServiceTheFamilyIsTheService() throws Exception {
    String text = resource.of(identity(WITH_OWN)).toString();
    assertEquals("{service.name=curltest", text.substring(0, text.indexOf(',')));
  }

  @Test
  void attributeThatIsGivenWins() throws Exception {
    Map<String, String> given = Map.of("service.instance.id", "mine");
    String text = new OtlpResource(given).of(identity(WITH_OWN)).toString();
    assertEquals("mine", instance(text));
  }

  /** Another instance would be another JVM to a receiver. */
  @Test
  void instanceStaysWhatItWasFirst() throws Exception {
    assertEquals("158d1c80", instance(resource.of(identity(TASK)).toString()));
    assertEquals("158d1c80", instance(resource.of(identity(WITH_OWN)).toString()));
  }

  private static String instance(String resource) {
    String key = "service.instance.id=";
    int start = resource.indexOf(key) + key.length();
    return resource.substring(start, resource.indexOf(',', start));
  }

  private TaskIdentity identity(String members) throws Exception {
    endpoint.answer("/task", "{" + members + "}");
    monitor.pollTask();
    return monitor.identity();
  }
}
