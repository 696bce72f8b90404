package io.github.ecsmetrics.agent.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.agent.net.RequestException;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /task}, {@code /stats}, {@code /-/healthy}, and what holds for all paths. */
class RoutesTest {
  @RegisterExtension final ServedExample served = new ServedExample();
  @RegisterExtension final ServedExample unpolled = new ServedExample();
  private MetricsServer server;

  @BeforeEach
  void start() throws RequestException {
    server = served.polled().serve();
  }

  @Test
  void rawBodiesAreServedByteForByte() throws IOException {
    RawClient.Answer task = RawClient.get(server.port(), "/task");
    assertEquals("application/json", task.header("Content-Type"));
    assertArrayEquals(served.task, task.bytes());
    assertArrayEquals(served.stats, RawClient.get(server.port(), "/stats?x").bytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/task", "/stats"})
  void rawBodiesAreUnavailableBeforeTheFirstPoll(String path) throws Exception {
    server = unpolled.serve();
    RawClient.Answer answer = RawClient.get(server.port(), path);
    assertEquals(503, answer.status());
    assertEquals("application/json", answer.header("Content-Type"));
    assertEquals("{\"error\":\"no answer from the task metadata endpoint yet\"}\n", answer.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/task", "/stats"})
  void rawBodiesCanBeTurnedOff(String path) throws Exception {
    server = served.serve("raw.endpoints=false");
    assertEquals(404, RawClient.get(server.port(), path).status());
  }

  /** Feared: a health check that waits for what the agent waits for. */
  @Test
  void healthyIsHealthyBeforeTheFirstPoll() throws Exception {
    server = unpolled.serve();
    RawClient.Answer answer = RawClient.get(server.port(), "/-/healthy");
    assertEquals(200, answer.status());
    assertEquals("Healthy\n", answer.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/task", "/stats", "/-/healthy", "/", "/nowhere"})
  void headIsGetWithoutItsBody(String path) throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      RawClient.Answer head = client.ask("HEAD " + path);
      RawClient.Answer get = client.ask("GET " + path);
      assertEquals(get.status(), head.status());
      assertEquals(get.header("Content-Length"), head.header("Content-Length"));
      assertEquals(get.header("Content-Type"), head.header("Content-Type"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "BREW"})
  void otherMethodsAreNotAllowed(String method) throws IOException {
    RawClient.Answer answer = RawClient.ask(server.port(), method + " /metrics");
    assertEquals(405, answer.status());
    assertEquals("GET, HEAD", answer.header("Allow"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/metrics/", "/metricsx", "//metrics", "/-/healthy/..", "/%6detrics", "*"})
  void otherPathsAreNotFound(String path) throws IOException {
    RawClient.Answer answer = RawClient.get(server.port(), path);
    assertEquals(404, answer.status());
    assertEquals("not found\n", answer.text());
  }
}
