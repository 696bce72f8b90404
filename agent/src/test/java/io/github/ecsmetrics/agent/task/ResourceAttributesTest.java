package io.github.ecsmetrics.agent.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceAttributesTest {
  private static final String OWN = "cd189a933e5849daa93386466019ab50-2495160603";
  private static final String ARN = "arn:aws:ecs:us-west-2:111122223333:";

  @Test
  void taskOnFargateHasAll() throws Exception {
    assertEquals(
        List.of(
            "cloud.provider=aws",
            "cloud.platform=aws_ecs",
            "cloud.region=us-west-2",
            "cloud.account.id=111122223333",
            "cloud.availability_zone=us-west-2d",
            "aws.ecs.cluster.arn=" + ARN + "cluster/default",
            "aws.ecs.launchtype=fargate",
            "aws.ecs.task.arn=" + ARN + "task/default/158d1c80",
            "aws.ecs.task.family=curltest",
            "aws.ecs.task.revision=26",
            "aws.ecs.task.id=158d1c80",
            "container.id=" + OWN,
            "container.name=curl"),
        lines(
            attributes(
                "{\"Cluster\": \"CLUSTER\", \"TaskARN\": \"TASK\", \"Family\": \"curltest\","
                        .replace("CLUSTER", ARN + "cluster/default")
                        .replace("TASK", ARN + "task/default/158d1c80")
                    + " \"Revision\": \"26\", \"LaunchType\": \"FARGATE\","
                    + " \"AvailabilityZone\": \"us-west-2d\", \"Containers\": [{\"DockerId\": \""
                    + OWN
                    + "\", \"Name\": \"curl\"}]}")));
  }

  @Test
  void whatTheEndpointDoesNotSayIsLeftOut() throws Exception {
    assertEquals(
        List.of("cloud.provider=aws", "cloud.platform=aws_ecs", "aws.ecs.task.family=web"),
        lines(attributes("{\"Family\": \"web\"}")));
  }

  /** On EC2 the endpoint has the name of the cluster, and old ARNs of tasks have none. */
  @ParameterizedTest
  @CsvSource({
    "default, task/default/158d1c80, cluster/default",
    "default, task/158d1c80, cluster/default",
    ", task/default/158d1c80, cluster/default",
    ", task/158d1c80, ",
    "other, task/default/158d1c80, ",
    "default, service/default/web, ",
  })
  void arnOfTheClusterIsMadeOfTheTasksIfThatIsCertain(String name, String task, String cluster)
      throws Exception {
    String json =
        "{\"TaskARN\": \""
            + ARN
            + task
            + (name == null ? "" : "\", \"Cluster\": \"" + name)
            + "\"}";
    assertEquals(
        cluster == null ? null : ARN + cluster, attributes(json).get("aws.ecs.cluster.arn"));
  }

  @Test
  void partitionOfTheTaskIsThatOfTheCluster() throws Exception {
    Map<String, String> attributes =
        attributes("{\"TaskARN\": \"arn:aws-cn:ecs:cn-north-1:111122223333:task/default/158d\"}");
    assertEquals("cn-north-1", attributes.get("cloud.region"));
    assertEquals(
        "arn:aws-cn:ecs:cn-north-1:111122223333:cluster/default",
        attributes.get("aws.ecs.cluster.arn"));
  }

  @ParameterizedTest
  @CsvSource({
    "EC2, ec2",
    "FARGATE, fargate",
    "EXTERNAL, external",
    "MANAGED_INSTANCES, managed_instances"
  })
  void launchTypeIsInLowerCase(String launchType, String attribute) throws Exception {
    assertEquals(
        attribute,
        attributes("{\"LaunchType\": \"" + launchType + "\"}").get("aws.ecs.launchtype"));
  }

  @ParameterizedTest
  @CsvSource({"158d1c80", "arn:aws:ecs", "arn:aws:ecs:::task/a/b"})
  void brokenArnHasNeitherRegionNorAccount(String arn) throws Exception {
    Map<String, String> attributes = attributes("{\"TaskARN\": \"" + arn + "\"}");
    assertEquals(null, attributes.get("cloud.region"));
    assertEquals(null, attributes.get("cloud.account.id"));
    assertEquals(null, attributes.get("aws.ecs.cluster.arn"));
  }

  private static Map<String, String> attributes(String task) throws Exception {
    TaskMonitor monitor = new CannedEndpoint(OWN).answer("/task", task).monitor(new FakeClock());
    monitor.pollTask();
    return ResourceAttributes.of(monitor.identity());
  }

  private static List<String> lines(Map<String, String> attributes) {
    List<String> lines = new ArrayList<>();
    attributes.forEach((key, value) -> lines.add(key + "=" + value));
    return lines;
  }
}
