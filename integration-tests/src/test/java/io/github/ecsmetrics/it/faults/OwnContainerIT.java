package io.github.ecsmetrics.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * On EC2 the address ends in an id of its own, and the endpoint's first path names the container:
 * that path fails while all others answer.
 */
class OwnContainerIT {
  private static final String ENDPOINT_ID = "f3b2c1e0-8d7a-4c1b-9e0f-112233445566";
  private static final String LABELS =
      "jvm_threads_current{container_id=\"%s\",container_name=\"%s\",task_family=\"orders\"";

  @Test
  void addressThatFailsIsReportedOnceAndPolledRarelyUntilItRecovers() throws Exception {
    try (MetadataEndpoint endpoint = ec2(MetadataEndpoint.FARGATE_CONTAINER);
        RunningJvm jvm = jvm(endpoint)) {
      jvm.awaitMetrics("jvm_threads_current{container_id=\"\",container_name=\"\"");
      jvm.await(() -> endpoint.requests("/task") >= 20, "twenty polls");
      // With polls 1, 2, 4, 8, 16 and, if it took so long, 32.
      int asked = endpoint.requests("");
      assertTrue(asked == 5 || asked == 6, asked + " requests");
      String said = jvm.stderr();
      assertEquals(
          "[ecs-metrics-agent] GET "
              + endpoint.uri()
              + ": HTTP 404; jvm_* and process_* have no container labels until it answers,"
              + " everything else works\n",
          said);

      endpoint.json("", "{\"DockerId\": \"4b5455cc\", \"Name\": \"app\"}");
      jvm.awaitMetrics(String.format(LABELS, "4b5455cc", "app"));
      int last = endpoint.requests("");
      int polls = endpoint.requests("/task");
      jvm.await(() -> endpoint.requests("/task") > polls + 3, "three more polls");
      assertEquals(last, endpoint.requests(""), "known, and not asked for any more");
      assertEquals(said, jvm.stderr());
    }
  }

  @Test
  void controlGroupNamesTheContainerIfTheAddressDoesNot() throws Exception {
    String id = idInControlGroup();
    try (MetadataEndpoint endpoint = ec2(id);
        RunningJvm jvm = jvm(endpoint)) {
      jvm.awaitMetrics(String.format(LABELS, id, "app"));
      assertEquals(1, endpoint.requests(""));
      assertEquals("", jvm.stderr());
    }
  }

  /** This machine's, as Docker would give it; the test is skipped if there is none. */
  private static String idInControlGroup() throws IOException {
    Path groups = Path.of("/proc/self/cgroup");
    Assumptions.assumeTrue(Files.exists(groups), "no " + groups);
    Matcher id = Pattern.compile("[0-9a-f]{32,}").matcher(Files.readString(groups));
    Assumptions.assumeTrue(id.find(), "no id in " + groups);
    return id.group();
  }

  private static MetadataEndpoint ec2(String containerId) throws IOException {
    String task = MetadataEndpoint.resource("/endpoint/fargate/task.json");
    return MetadataEndpoint.empty(ENDPOINT_ID)
        .json("/task", task.replace(MetadataEndpoint.FARGATE_CONTAINER, containerId))
        .json("/task/stats", MetadataEndpoint.resource("/endpoint/fargate/task-stats.json"));
  }

  private static RunningJvm jvm(MetadataEndpoint endpoint) throws Exception {
    return JvmCommand.of(Waiting.class)
        .endpoint(endpoint)
        .agentByEnvironment("interval=100ms")
        .start();
  }
}
