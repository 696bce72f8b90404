package io.github.ecsmetrics.it.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Answer;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Waiting;
import java.nio.charset.StandardCharsets;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;

class RawEndpointsIT {
  @Test
  void bodiesAreThoseOfTheLastPollByteForByte() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = start(endpoint)) {
      jvm.awaitSuccess();
      assertBody("/endpoint/fargate/task.json", jvm.get("/task"));
      assertBody("/endpoint/fargate/task-stats.json", jvm.get("/stats"));
    }
  }

  @Test
  void beforeTheFirstAnswerTheyAre503() throws Exception {
    try (MetadataEndpoint endpoint =
            MetadataEndpoint.fargate()
                .fail(
                    new MockResponse.Builder()
                        .onResponseStart(SocketEffect.Stall.INSTANCE)
                        .build());
        RunningJvm jvm = start(endpoint)) {
      for (String path : new String[] {"/task", "/stats"}) {
        Answer answer = jvm.get(path);
        assertEquals(503, answer.status());
        assertTrue(answer.header("Content-Type").startsWith("application/json"));
        assertTrue(answer.text().contains("\"error\""), answer.text());
      }
      assertEquals(200, jvm.get("/-/healthy").status());
    }
  }

  /**
   * A scrape never causes a metadata request.
   *
   * <p>Seen elsewhere: being rate-limited, which the credentials of the task share
   * (aws/containers-roadmap#1649, aws/amazon-ecs-agent#2728).
   */
  @Test
  void requestsAreAnsweredFromTheLastPoll() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of(Waiting.class).endpoint(endpoint).agent("interval=10m").start()) {
      jvm.awaitSuccess();
      int before = endpoint.requests();
      for (int i = 0; i < 50; i++) {
        assertEquals(200, jvm.get("/metrics").status());
        assertEquals(200, jvm.get("/task").status());
        assertEquals(200, jvm.get("/stats").status());
      }
      assertEquals(before, endpoint.requests());
      assertEquals(1, endpoint.requests("/task"), "what premain fetched is reused");
      assertEquals(0, endpoint.requests("/taskWithTags"));
    }
  }

  private static RunningJvm start(MetadataEndpoint endpoint) throws Exception {
    return JvmCommand.of(Waiting.class).endpoint(endpoint).agent("interval=500ms").start();
  }

  private static void assertBody(String resource, Answer answer) {
    assertEquals(200, answer.status());
    assertTrue(answer.header("Content-Type").startsWith("application/json"));
    byte[] sent = MetadataEndpoint.resource(resource).getBytes(StandardCharsets.UTF_8);
    assertArrayEquals(sent, answer.body());
  }
}
