package io.github.ecsmetrics.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.agent.net.RequestException;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are refused. */
class RequestTest {
  @RegisterExtension final ServedExample served = new ServedExample();
  private MetricsServer server;

  @BeforeEach
  void start() throws RequestException {
    server = served.polled().serve();
  }

  static Stream<String> badHeads() {
    return Stream.of(
        "GET\r\n\r\n",
        "GET /metrics\r\n\r\n",
        "GET /metrics HTTP/2.0\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET  /metrics HTTP/1.1\r\n\r\n",
        "GET /metrics HTTP/1.1 x\r\n\r\n",
        "GET metrics HTTP/1.1\r\n\r\n",
        "GET ftp://host/metrics HTTP/1.1\r\n\r\n",
        "GET /met\u00e4rics HTTP/1.1\r\n\r\n",
        "G\u0000T /metrics HTTP/1.1\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nNo colon\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nA: b\r\n folded: c\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nHost : x\r\n\r\n",
        "GET /metrics HTTP/1.1\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
        "GET /metrics HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nHost: user@a\r\n\r\n",
        "GET http://a/metrics HTTP/1.1\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nHost: a\r\nX: a\u0000b\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nHost: a\r\nX: a\u007f\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\n\n");
  }

  @ParameterizedTest
  @MethodSource("badHeads")
  void badHeadsAreBadRequests(String head) throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.send(head);
      RawClient.Answer answer = client.read(true);
      assertEquals(400, answer.status());
      assertEquals("close", answer.header("Connection"));
      assertTrue(client.atEnd());
    }
  }

  static Stream<String> goodHeads() {
    return Stream.of(
        "GET /metrics HTTP/1.0\r\n\r\n",
        "GET /metrics HTTP/1.0\r\nHost: a\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nHost:\r\n\r\n",
        "GET /metrics HTTP/1.1\r\nHost: [::1]:9546\r\n\r\n",
        "GET /metrics HTTP/1.1\nhOST: my_task.local:9546\n\n",
        "GET http://other/metrics HTTP/1.1\r\nHost: a%20b\r\nX:\ta\tb\u00e9\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("goodHeads")
  void goodHeadsAreAnswered(String head) throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.send(head);
      assertEquals(200, client.read(true).status());
    }
  }

  @ParameterizedTest
  @CsvSource({"8191, 431", "8000, 200"})
  void headsAreBounded(int size, int status) throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.send("GET /-/healthy HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(size) + "\r\n\r\n");
      assertEquals(status, client.read(true).status());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Content-Length: 5", "Transfer-Encoding: chunked", "Content-Length: 0, 3"})
  void bodiesAreRefused(String header) throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.send("GET /metrics HTTP/1.1\r\nHost: a\r\n" + header + "\r\n\r\nhello");
      assertEquals(413, client.read(true).status());
      assertTrue(client.atEnd());
    }
  }

  @Test
  void lateBodyDoesNotTakeTheAnswerAway() throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.send("POST /metrics HTTP/1.1\r\nHost: a\r\nContent-Length: 40000\r\n\r\n");
      client.send("x".repeat(40_000));
      assertEquals(405, client.read(true).status());
    }
  }
}
