package io.github.ecsmetrics.sample.metadata;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetadataServerTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";

  private final DemoTask task =
      DemoTask.startedBefore(
          ID,
          Duration.ofSeconds(10),
          Clock.fixed(Instant.parse("2026-11-22T10:00:02Z"), ZoneOffset.UTC));
  private MetadataServer server;

  @BeforeEach
  void start() throws Exception {
    server = MetadataServer.start(0, task);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void answersTheFourPathsOfTheApplicationsContainer() throws Exception {
    String base = server.uri().toString();

    assertAnswer(task.metadata(task.application()).toString(), base);
    assertAnswer(task.metadata().toString(), base + "/task");
    assertAnswer(task.stats(task.application()).toString(), base + "/stats");
    assertAnswer(task.stats().toString(), base + "/task/stats");
  }

  @Test
  void sidecarSeesTheSameTaskAndItself() throws Exception {
    String base = server.uri().toString().replace("-1465137820", "-3174295468");

    assertAnswer(task.metadata().toString(), base + "/task");
    assertEquals(
        "log-router", new ObjectMapper().readTree(get(base).body()).get("Name").textValue());
  }

  @Test
  void unknownContainerIsSaidInAJsonString() throws Exception {
    HttpResponse<String> response = get(server.uri().resolve("/v4/nobody/task/stats").toString());

    assertEquals(404, response.statusCode());
    assertEquals("application/json", response.headers().firstValue("Content-Type").orElseThrow());
    assertEquals(
        "\"V4 task stats handler: unable to get task arn from request:"
            + " unable to get task Arn from v3 endpoint ID: nobody\"",
        response.body());
  }

  @Test
  void unknownPathIsPlainText() throws Exception {
    for (String path :
        new String[] {server.uri() + "/tasks", server.uri().resolve("/v3").toString()}) {
      HttpResponse<String> response = get(path);
      assertEquals(404, response.statusCode());
      assertEquals("404 page not found", response.body());
    }
  }

  private static void assertAnswer(String expected, String uri) throws Exception {
    HttpResponse<String> response = get(uri);
    assertEquals(200, response.statusCode());
    assertEquals("application/json", response.headers().firstValue("Content-Type").orElseThrow());
    assertEquals(expected, response.body());
  }

  private static HttpResponse<String> get(String uri) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(uri)).build();
    return HttpClient.newHttpClient().send(request, ofString());
  }
}
