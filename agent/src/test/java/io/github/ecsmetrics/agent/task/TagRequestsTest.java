package io.github.ecsmetrics.agent.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ecsmetrics.agent.net.RequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TagRequestsTest {
  private static final String PATH = "/taskWithTags";
  private static final String TAGS = "{\"TaskARN\": \"a\", \"TaskTags\": {\"Team\": \"payments\"}}";

  private final List<Integer> asked = new ArrayList<>();
  private int poll;

  private final CannedEndpoint endpoint =
      new CannedEndpoint("a") {
        @Override
        public byte[] get(String pathSuffix) throws RequestException {
          if (pathSuffix.equals(PATH)) asked.add(poll);
          return super.get(pathSuffix);
        }
      };
  private final TaskMonitor monitor = endpoint.monitor(new FakeClock());
  private final TagRequests tags = new TagRequests(monitor, List.of("Team"));

  @Test
  void answerIsAskedForOnce() {
    endpoint.answer(PATH, TAGS);
    poll(100);
    assertEquals(List.of(0), asked);
    assertEquals(Map.of("Team", "payments"), monitor.tags());
    assertEquals(Map.of("Team", "payments"), monitor.latest().tags());
  }

  @Test
  void taskWithoutTagsIsAnAnswer() {
    endpoint.answer(PATH, "{\"TaskARN\": \"a\"}");
    poll(100);
    assertEquals(List.of(0), asked);
    assertEquals(Map.of(), monitor.tags());
  }

  @Test
  void pausesAfterFailuresDoubleAndThenItGivesUp() {
    poll(1_000);
    assertEquals(List.of(0, 1, 3, 7, 15), asked);
    assertEquals(Map.of(), monitor.tags());
  }

  @Test
  void laterAnswerCounts() {
    poll(3);
    endpoint.answer(PATH, TAGS);
    poll(100);
    assertEquals(List.of(0, 1, 3), asked);
    assertEquals(Map.of("Team", "payments"), monitor.tags());
  }

  @Test
  void errorOfTheTagsIsAFailure() {
    endpoint.answer(
        PATH,
        "{\"TaskARN\": \"a\", \"Errors\": [{\"ErrorField\": \"TaskTags\","
            + " \"ErrorCode\": \"AccessDeniedException\", \"ErrorMessage\": \"not allowed\","
            + " \"StatusCode\": 400}]}");
    RequestException failure = assertThrows(RequestException.class, monitor::pollTags);
    assertEquals(
        "GET http://169.254.170.2/v4/a/taskWithTags: AccessDeniedException: not allowed",
        failure.getMessage());
  }

  @Test
  void errorOfTheInstancesTagsIsNone() throws Exception {
    endpoint.answer(
        PATH,
        "{\"TaskARN\": \"a\", \"TaskTags\": {\"Team\": \"payments\", \"n\": 1, \"e\": \"\"},"
            + " \"Errors\": [7, {\"ErrorField\": \"ContainerInstanceTags\","
            + " \"ErrorCode\": \"AccessDeniedException\", \"ErrorMessage\": \"not allowed\"}]}");
    monitor.pollTags();
    assertEquals(Map.of("Team", "payments"), monitor.tags());
    endpoint.answer(
        PATH,
        "{\"TaskARN\": \"a\", \"Errors\": [{\"ErrorField\": \"ContainerInstanceTags\","
            + " \"ErrorCode\": \"AccessDeniedException\", \"ErrorMessage\": \"not allowed\"}]}");
    monitor.pollTags();
    assertEquals(Map.of(), monitor.tags());
  }

  @Test
  void requestsAreCounted() throws Exception {
    endpoint.answer(PATH, TAGS);
    monitor.pollTags();
    assertEquals(1, monitor.latest().requests().count());
    assertEquals(PATH, monitor.latest().requests().path(0));
    assertEquals("success", monitor.latest().requests().outcome(0));
  }

  private void poll(int times) {
    for (int i = 0; i < times; i++) {
      tags.run();
      poll++;
    }
  }
}
