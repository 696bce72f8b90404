package io.github.ecsmetrics.agent.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskIdentityTest {
  private static final String OWN = "cd189a933e5849daa93386466019ab50-2495160603";

  @ParameterizedTest
  @CsvSource({
    "arn:aws:ecs:us-west-2:111122223333:task/default/158d1c80, 158d1c80",
    "arn:aws:ecs:us-west-2:111122223333:task/01f5855c-2335-4f1d, 01f5855c-2335-4f1d",
    "arn:aws-cn:ecs:cn-north-1:111122223333:task/default/158d1c80, 158d1c80",
    "arn:aws:ecs:us-west-2:<account_id>:task/default/158d1c80, 158d1c80",
    "arn:aws:ecs:us-west-2:111122223333:task/default/, ",
    "arn:aws:ecs:us-west-2:111122223333:service/default/web, ",
    "default/158d1c80, ",
    "158d1c80, ",
  })
  void taskIdIsTheEndOfTheArnOfATask(String arn, String id) throws Exception {
    assertEquals(id, identity("{\"TaskARN\": \"" + arn + "\"}", OWN).get("task_id"));
  }

  /**
   * Seen elsewhere: the cluster is an ARN here and a name there
   * (aws-observability/aws-otel-collector#127).
   */
  @ParameterizedTest
  @CsvSource({
    "default, default",
    "arn:aws:ecs:us-west-2:111122223333:cluster/default, default",
    "arn:aws:ecs:us-west-2:111122223333:cluster/, ",
    "arn:aws:ecs:us-west-2:111122223333:task/default/158d1c80, ",
  })
  void clusterIsItsShortName(String cluster, String name) throws Exception {
    assertEquals(name, identity("{\"Cluster\": \"" + cluster + "\"}", OWN).get("cluster"));
  }

  @Test
  void fieldsThatTheEndpointDoesNotSayAreNull() throws Exception {
    TaskIdentity identity =
        identity(
            "{\"Family\": \"\", \"Revision\": 7, \"ServiceName\": null,"
                + " \"KnownStatus\": \"RUNNING\"}",
            OWN);
    for (String field : TaskIdentity.fields()) assertNull(identity.get(field), field);
  }

  @Test
  void unknownFieldIsAMistakeOfTheCaller() throws Exception {
    TaskIdentity identity = identity("{\"Family\": \"web\"}", OWN);
    assertThrows(IllegalArgumentException.class, () -> identity.get("family"));
  }

  /**
   * Seen elsewhere: the own container was guessed from cgroup files, wrongly
   * (open-telemetry/opentelemetry-js-contrib#2032).
   */
  @Test
  void ownContainerIsTheOneThatTheAddressNames() throws Exception {
    TaskIdentity identity =
        identity(
            "{\"Containers\": [{\"DockerId\": \"other\", \"Name\": \"a\"}, {\"DockerId\": \""
                + OWN
                + "\", \"Name\": \"b\"}]}",
            OWN);
    assertEquals("b", identity.get("container_name"));
    assertEquals(OWN, identity.get("container_id"));
  }

  @Test
  void ownContainerIsAskedForWhereTheAddressNamesNone() throws Exception {
    CannedEndpoint endpoint =
        new CannedEndpoint("f3b2c1e0-uuid")
            .answer("/task", "{\"Family\": \"web\"}")
            .answer("", "{\"DockerId\": \"4b5455cc\", \"Name\": \"c\"}");
    TaskMonitor monitor = endpoint.monitor(new FakeClock());
    monitor.pollTask();
    monitor.pollTask();
    assertEquals("c", monitor.identity().get("container_name"));
    assertEquals("4b5455cc", monitor.identity().get("container_id"));
    assertEquals(1, requests(monitor, "/"), "asked once");
  }

  @Test
  void ownContainerIsAskedForAgainUntilItAnswers() throws Exception {
    CannedEndpoint endpoint =
        new CannedEndpoint("f3b2c1e0-uuid").answer("/task", "{\"Family\": \"web\"}");
    TaskMonitor monitor = endpoint.monitor(new FakeClock());
    monitor.pollTask();
    assertEquals("web", monitor.identity().get("task_family"));
    assertNull(monitor.identity().get("container_name"));
    endpoint.answer("", "{\"DockerId\": \"4b5455cc\", \"Name\": \"c\"}");
    monitor.pollTask();
    assertEquals("c", monitor.identity().get("container_name"));
  }

  @Test
  void ownContainerThatIsNotToldIsAFailureUntilItIs() throws Exception {
    CannedEndpoint endpoint =
        new CannedEndpoint("f3b2c1e0-uuid").answer("/task", "{\"Family\": \"web\"}");
    TaskMonitor monitor = endpoint.monitor(new FakeClock());
    assertNull(monitor.ownFailure());
    monitor.pollTask();
    assertEquals(
        "GET http://169.254.170.2/v4/f3b2c1e0-uuid: HTTP 404", monitor.ownFailure().getMessage());
    endpoint.answer("", "{\"Name\": \"not created yet\"}");
    monitor.pollTask();
    assertEquals(
        "GET http://169.254.170.2/v4/f3b2c1e0-uuid: a JSON object, but no container",
        monitor.ownFailure().getMessage());
    endpoint.answer("", "{\"DockerId\": \"4b5455cc\", \"Name\": \"c\"}");
    monitor.pollTask();
    assertEquals(2, requests(monitor, "/"), "not asked with the third poll");
    monitor.pollTask();
    assertEquals("c", monitor.identity().get("container_name"));
    assertNull(monitor.ownFailure());
  }

  @ParameterizedTest
  @CsvSource({"web, 7, web:7", "web, , web", ", 7, ", ", , "})
  void titleIsTheFamilyAndTheRevisionAsFarAsTheyAreKnown(
      String family, String revision, String title) throws Exception {
    String json =
        (family == null ? "" : ", \"Family\": \"" + family + "\"")
            + (revision == null ? "" : ", \"Revision\": \"" + revision + "\"");
    assertEquals(title, identity("{\"KnownStatus\": \"RUNNING\"" + json + "}", OWN).title());
  }

  @Test
  void whatIsKnownIsNeverForgotten() throws Exception {
    CannedEndpoint endpoint =
        new CannedEndpoint(OWN).answer("/task", "{\"Family\": \"web\", \"Revision\": \"7\"}");
    FakeClock clock = new FakeClock();
    TaskMonitor monitor = endpoint.monitor(clock);
    monitor.pollTask();
    TaskIdentity first = monitor.identity();
    endpoint.answer("/task", "{\"KnownStatus\": \"RUNNING\"}");
    monitor.pollTask();
    clock.advance(3600000);
    assertSame(first, monitor.identity());
    assertSame(first, monitor.latest().identity());
    endpoint.answer("/task", "{\"Family\": \"other\", \"AvailabilityZone\": \"us-west-2a\"}");
    monitor.pollTask();
    assertEquals("web", monitor.identity().get("task_family"));
    assertEquals("us-west-2a", monitor.identity().get("availability_zone"));
  }

  private static long requests(TaskMonitor monitor, String path) {
    RequestStats requests = monitor.latest().requests();
    long count = 0;
    for (int i = 0; i < requests.size(); i++) {
      if (requests.path(i).equals(path)) count += requests.count(i);
    }
    return count;
  }

  private static TaskIdentity identity(String task, String endpointId) throws Exception {
    TaskMonitor monitor =
        new CannedEndpoint(endpointId).answer("/task", task).monitor(new FakeClock());
    monitor.pollTask();
    return monitor.identity();
  }
}
