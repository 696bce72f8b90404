package io.github.ecsmetrics.agent.metrics;

import static io.github.ecsmetrics.agent.metrics.ExampleTask.task;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkMetricsTest {
  private final ExampleTask example = new ExampleTask();

  /**
   * Seen elsewhere: the task's network counted once for each container (newrelic/nri-ecs#3,
   * aws/amazon-ecs-agent#2327).
   */
  @ParameterizedTest
  @CsvSource({
    "awsvpc, EC2, t 30 i 30",
    "bridge, EC2, t 50",
    "host, EC2, ''",
    "none, EC2, ''",
    "nat, EC2, t 50",
    "nat, FARGATE, t 30 i 30",
    "'', fargate, t 30 i 30",
    "'', MANAGED_INSTANCES, t 30 i 30",
    "'', EXTERNAL, t 50",
    "'', '', t 50",
  })
  void networkOfTheTaskFollowsItsMode(String mode, String launchType, String expected)
      throws Exception {
    String networks = "\"Networks\": [{\"NetworkMode\": \"" + mode + "\"}]";
    String task =
        task(
            "{\"DockerId\": \"a\", \"Name\": \"web\", "
                + networks
                + "}, {\"DockerId\": \"b\", \"Name\": \"db\"}");
    example.poll(
        task.replace("{\"Family\"", "{\"LaunchType\": \"" + launchType + "\", \"Family\""),
        received(30, 20));
    assertEquals(expected, taskNetwork());
  }

  @Test
  void sharedInterfaceCountsOnceAndNeverFalls() throws Exception {
    String task =
        task(
            "{\"DockerId\": \"a\", \"Name\": \"web\", \"Networks\": [{\"NetworkMode\": \"awsvpc\"}]}");
    example.poll(task, received(30, 20));
    example.poll(task, received(25, 28));
    assertEquals("t 30 i 30", taskNetwork());
    example.poll(task, received(31, 28));
    assertEquals("t 31 i 31", taskNetwork());
  }

  /**
   * Seen elsewhere: ECS agents before 1.100.0 divide the counters of an awsvpc task on EC2 by the
   * number of its containers, without saying so (aws/amazon-ecs-agent#4618,
   * aws/amazon-ecs-agent#4766). Of 60 bytes each of two tells 30: README's Limits say what to do.
   */
  @Test
  void countersThatTheEcsAgentDividedAreServedAsTheyAre() throws Exception {
    String task =
        task(
            "{\"DockerId\": \"a\", \"Name\": \"web\", \"Networks\": [{\"NetworkMode\": \"awsvpc\"}]}");
    example.poll(task, received(30, 30));
    assertEquals("t 30 i 30", taskNetwork());
  }

  private String taskNetwork() {
    return Exposition.of(example.monitor)
        .lines()
        .filter(line -> line.contains("\"_task_\"") && line.contains("_network_"))
        .map(
            line ->
                line.replaceAll("ee_container_network_io_rx_bytes\\{.*} ", "t ")
                    .replaceAll(
                        "ee_container_network_receive_bytes_total\\{.*interface=\"eth1\".*} ",
                        "i "))
        .collect(Collectors.joining(" "));
  }

  private static String received(int a, int b) {
    return "{\"a\": {\"networks\": {\"eth1\": {\"rx_bytes\": "
        + a
        + "}}},"
        + " \"b\": {\"networks\": {\"eth1\": {\"rx_bytes\": "
        + b
        + "}}}}";
  }
}
