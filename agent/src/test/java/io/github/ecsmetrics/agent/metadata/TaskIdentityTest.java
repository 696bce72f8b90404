package io.github.ecsmetrics.agent.metadata;

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
    TaskWatch watch = endpoint.watch(new FakeClock());
    watch.pollTask();
    watch.pollTask();
    assertEquals("c", watch.identity().get("container_name"));
    assertEquals("4b5455cc", watch.identity().get("container_id"));
    assertEquals(1, requests(watch, "/"), "asked once");
  }

  @Test
  void ownContainerIsAskedForAgainUntilItAnswers() throws Exception {
    CannedEndpoint endpoint =
        new CannedEndpoint("f3b2c1e0-uuid").answer("/task", "{\"Family\": \"web\"}");
    TaskWatch watch = endpoint.watch(new FakeClock());
    watch.pollTask();
    assertEquals("web", watch.identity().get("task_family"));
    assertNull(watch.identity().get("container_name"));
    endpoint.answer("", "{\"DockerId\": \"4b5455cc\", \"Name\": \"c\"}");
    watch.pollTask();
    assertEquals("c", watch.identity().get("container_name"));
  }

  @Test
  void ownContainerThatIsNotToldIsAFailureUntilItIs() throws Exception {
    CannedEndpoint endpoint =
        new CannedEndpoint("f3b2c1e0-uuid").answer("/task", "{\"Family\": \"web\"}");
    TaskWatch watch = endpoint.watch(new FakeClock());
    assertNull(watch.ownFailure());
    watch.pollTask();
    assertEquals(
        "GET http://169.254.170.2/v4/f3b2c1e0-uuid: HTTP 404", watch.ownFailure().getMessage());
    endpoint.answer("", "{\"Name\": \"not created yet\"}");
    watch.pollTask();
    assertEquals(
        "GET http://169.254.170.2/v4/f3b2c1e0-uuid: a JSON object, but no container",
        watch.ownFailure().getMessage());
    endpoint.answer("", "{\"DockerId\": \"4b5455cc\", \"Name\": \"c\"}");
    watch.pollTask();
    assertEquals(2, requests(watch, "/"), "not asked with the third poll");
    watch.pollTask();
    assertEquals("c", watch.identity().get("container_name"));
    assertNull(watch.ownFailure());
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
    TaskWatch watch = endpoint.watch(clock);
    watch.pollTask();
    TaskIdentity first = watch.identity();
    endpoint.answer("/task", "{\"KnownStatus\": \"RUNNING\"}");
    watch.pollTask();
    clock.advance(3600000);
    assertSame(first, watch.identity());
    assertSame(first, watch.latest().identity());
    endpoint.answer("/task", "{\"Family\": \"other\", \"AvailabilityZone\": \"us-west-2a\"}");
    watch.pollTask();
    assertEquals("web", watch.identity().get("task_family"));
    assertEquals("us-west-2a", watch.identity().get("availability_zone"));
  }

  private static long requests(TaskWatch watch, String path) {
    Requests requests = watch.latest().requests();
    long count = 0;
    for (int i = 0; i < requests.size(); i++) {
      if (requests.path(i).equals(path)) count += requests.count(i);
    }
    return count;
  }

  private static TaskIdentity identity(String task, String endpointId) throws Exception {
    TaskWatch watch = new CannedEndpoint(endpointId).answer("/task", task).watch(new FakeClock());
    watch.pollTask();
    return watch.identity();
  }
}
