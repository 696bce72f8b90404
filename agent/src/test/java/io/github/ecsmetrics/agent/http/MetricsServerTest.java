package io.github.ecsmetrics.agent.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.agent.metadata.MetadataException;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsServerTest {
  private final ServedExample served = new ServedExample();
  private MetricsServer server;

  @BeforeEach
  void start() throws MetadataException {
    server = served.polled().serve();
  }

  @AfterEach
  void stop() throws InterruptedException {
    server.close();
  }

  @Test
  void metricsAreTextByDefault() throws IOException {
    RawClient.Answer answer = RawClient.get(server.port(), "/metrics");
    assertEquals(200, answer.status());
    assertEquals("text/plain; version=0.0.4; charset=utf-8", answer.header("Content-Type"));
    assertEquals(ServedExample.METRICS_TEXT, answer.text());
  }

  /**
   * Seen elsewhere: scrapes failed for an {@code Accept} header that names protobuf
   * (open-telemetry/opentelemetry-java#7659, prometheus/prometheus#12121).
   */
  // Prometheus 2.42 (Debian), 3.x, and 3.x with native histograms.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;"
            + "q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
            + "application/openmetrics-text;version=0.0.1;q=0.5,"
            + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
            + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;"
            + "encoding=delimited;q=0.7,application/openmetrics-text;version=1.0.0;q=0.6,"
            + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2"
      })
  void metricsAreOpenMetricsForPrometheus(String accept) throws IOException {
    RawClient.Answer answer = RawClient.get(server.port(), "/metrics", "Accept: " + accept);
    assertEquals(200, answer.status());
    assertEquals(
        "application/openmetrics-text; version=1.0.0; charset=utf-8",
        answer.header("Content-Type"));
    assertEquals(ServedExample.METRICS_OPEN, answer.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily",
        "application/openmetrics-text;q=0",
        "text/plain, application/openmetrics-text;q=0.4",
        "*/*",
        "text/plain;escaping=nonsense",
        ";;q=,,"
      })
  void metricsAreTextForOthers(String accept) throws IOException {
    RawClient.Answer answer = RawClient.get(server.port(), "/metrics", "Accept: " + accept);
    assertEquals(200, answer.status());
    assertEquals(ServedExample.METRICS_TEXT, answer.text());
  }

  @Test
  void metricsAreZippedWhereWanted() throws IOException {
    RawClient.Answer answer =
        RawClient.get(server.port(), "/metrics", "Accept-Encoding: deflate, gzip;q=0.5");
    assertEquals("gzip", answer.header("Content-Encoding"));
    assertEquals(ServedExample.METRICS_TEXT, answer.unzipped());
    assertNull(
        RawClient.get(server.port(), "/metrics", "Accept-Encoding: gzip;q=0")
            .header("Content-Encoding"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"name[]=things_total", "x=1&name%5B%5D=things_total&debug=text&&name"})
  void nameChoosesMetrics(String query) throws IOException {
    String text = RawClient.get(server.port(), "/metrics?" + query).text();
    assertEquals(
        """
        # HELP things_total Things.
        # TYPE things_total counter
        things_total 3.0
        """,
        text);
  }

  @Test
  void debugIsIgnored() throws IOException {
    RawClient.Answer answer = RawClient.get(server.port(), "/metrics?debug=prometheus-protobuf");
    assertEquals(200, answer.status());
    assertEquals(ServedExample.METRICS_TEXT, answer.text());
  }

  @Test
  void unreadableQueryIsABadRequest() throws IOException {
    RawClient.Answer answer = RawClient.get(server.port(), "/metrics?name[]=%zz");
    assertEquals(400, answer.status());
    assertEquals("bad query\n", answer.text());
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
    server.close();
    server = new ServedExample().serve();
    RawClient.Answer answer = RawClient.get(server.port(), path);
    assertEquals(503, answer.status());
    assertEquals("application/json", answer.header("Content-Type"));
    assertEquals("{\"error\":\"no answer from the task metadata endpoint yet\"}\n", answer.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/task", "/stats"})
  void rawBodiesCanBeTurnedOff(String path) throws Exception {
    server.close();
    server = served.serve(ServerSettings.of("127.0.0.1", 0, false));
    assertEquals(404, RawClient.get(server.port(), path).status());
  }

  /** Feared: a health check that waits for what the agent waits for. */
  @Test
  void healthyIsHealthyBeforeTheFirstPoll() throws Exception {
    server.close();
    server = new ServedExample().serve();
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

  @ParameterizedTest
  @CsvSource({"8191, 431", "8000, 200"})
  void headsAreBounded(int size, int status) throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.send("GET /-/healthy HTTP/1.1\r\nX: " + "x".repeat(size) + "\r\n\r\n");
      assertEquals(status, client.read(true).status());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Content-Length: 5", "Transfer-Encoding: chunked", "Content-Length: 0, 3"})
  void bodiesAreRefused(String header) throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.send("GET /metrics HTTP/1.1\r\n" + header + "\r\n\r\nhello");
      assertEquals(413, client.read(true).status());
      assertTrue(client.atEnd());
    }
  }

  @Test
  void lateBodyDoesNotTakeTheAnswerAway() throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.send("POST /metrics HTTP/1.1\r\nContent-Length: 40000\r\n\r\n");
      client.send("x".repeat(40_000));
      assertEquals(405, client.read(true).status());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1, '', keep-alive",
    "HTTP/1.1, Connection: close, close",
    "HTTP/1.1, 'Connection: TE, Close', close",
    "HTTP/1.0, '', close",
    "HTTP/1.0, Connection: keep-alive, keep-alive"
  })
  void clientChoosesWhetherToGoOn(String version, String header, String connection)
      throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      String line = header.isEmpty() ? "" : header + "\r\n";
      client.send("GET /metrics " + version + "\r\n" + line + "\r\n");
      assertEquals(connection, client.read(true).header("Connection"));
      if (connection.equals("close")) assertTrue(client.atEnd());
      else assertEquals(200, client.ask("GET /task").status());
    }
  }

  @Test
  void requestsSentAheadAreAnsweredInOrder() throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      String metrics = "GET /metrics HTTP/1.1\r\n\r\n";
      client.send(
          metrics + "\r\nGET /nowhere HTTP/1.1\r\n\r\n" + metrics + "HEAD /task HTTP/1.1\n\n");
      assertEquals(ServedExample.METRICS_TEXT, client.read(true).text());
      assertEquals(404, client.read(true).status());
      assertEquals(ServedExample.METRICS_TEXT, client.read(true).text());
      assertEquals(200, client.read(false).status());
    }
  }

  @Test
  void headMayComeByteByByte() throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.socket.setTcpNoDelay(true);
      String request = "GET http://test:9546/task HTTP/1.1\r\nHost: test\r\n\r\n";
      for (int i = 0; i < request.length(); i++) client.send(request.substring(i, i + 1));
      assertArrayEquals(served.task, client.read(true).bytes());
    }
  }

  @Test
  void halfClosedClientGetsItsAnswer() throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.send("GET /metrics HTTP/1.1\r\n\r\n");
      client.socket.shutdownOutput();
      assertEquals(ServedExample.METRICS_TEXT, client.read(true).text());
    }
  }

  @Test
  void threadsAreDaemonsWithoutALoader() throws IOException {
    RawClient.get(server.port(), "/metrics");
    Thread[] threads = new Thread[Thread.activeCount() + 16];
    int count = Thread.enumerate(threads);
    int ours = 0;
    for (int i = 0; i < count; i++) {
      if (!threads[i].getName().startsWith("ecs-metrics-agent")) continue;
      ours++;
      assertTrue(threads[i].isDaemon());
      assertNull(threads[i].getContextClassLoader());
    }
    assertTrue(ours >= 2, ours + " threads");
  }

  @Test
  void listenerThatHasEndedIsReplaced() throws Exception {
    Listener ended = server.listener;
    ended.close();
    while (server.listener == ended) assertTrue(server.open());
    assertEquals(200, RawClient.get(server.port(), "/-/healthy").status());
  }

  @Test
  void portIsTakenAsSoonAsItIsFree() throws Exception {
    MetricsServer second = served.serve(ServerSettings.of("127.0.0.1", server.port(), true));
    assertEquals(-1, second.port());
    assertFalse(second.open());
    int port = server.port();
    server.close();
    assertTrue(second.open());
    assertEquals(port, second.port());
    assertEquals(200, RawClient.get(port, "/-/healthy").status());
    second.close();
  }
}
