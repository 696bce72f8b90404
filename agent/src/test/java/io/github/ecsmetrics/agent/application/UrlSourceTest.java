package io.github.ecsmetrics.agent.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.agent.families.TextFormat;
import io.github.ecsmetrics.agent.net.HttpAddress;
import io.github.ecsmetrics.agent.tls.KeyPairFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlSourceTest {
  private static final String PLAIN = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private final MockWebServer server = new MockWebServer();
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void pageIsAskedForInTheFormatOfTheScraper() throws Exception {
    answer(200, OPEN_METRICS, "# EOF\n");
    assertSame(TextFormat.OPEN_METRICS, read("/actuator/prometheus?a=b", TextFormat.OPEN_METRICS));
    assertEquals("# EOF\n", text.toString("UTF-8"));
    RecordedRequest request = server.takeRequest();
    assertEquals("GET /actuator/prometheus?a=b HTTP/1.1", request.getRequestLine());
    assertEquals(
        "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5",
        request.getHeaders().get("Accept"));
    assertEquals("1", request.getHeaders().get("X-Ecs-Metrics-Agent"));
    assertNull(request.getHeaders().get("Authorization"));
  }

  @Test
  void plainTextAndNamesInUtf8AreAskedFor() throws Exception {
    answer(200, PLAIN, "a 1\n");
    read("", TextFormat.PLAIN.withUtf8());
    RecordedRequest request = server.takeRequest();
    assertEquals("GET / HTTP/1.1", request.getRequestLine());
    assertEquals(
        "text/plain;version=0.0.4;escaping=allow-utf-8", request.getHeaders().get("Accept"));
  }

  @Test
  void formatIsThatOfTheAnswer() throws Exception {
    answer(200, PLAIN, "a 1\n");
    assertSame(TextFormat.PLAIN, read("/", TextFormat.OPEN_METRICS));
  }

  @Test
  void userOfTheUrlIsAuthenticatedAndNeverPrinted() throws Exception {
    answer(200, PLAIN, "a 1\n");
    UrlSource source =
        source("http://ecs:s3%40cret@127.0.0.1:" + server.getPort() + "/m?k=v", 5_000);
    source.write(TextFormat.PLAIN, text);
    assertEquals("Basic ZWNzOnMzQGNyZXQ=", server.takeRequest().getHeaders().get("Authorization"));
    assertEquals("http://***@127.0.0.1:" + server.getPort() + "/m", source.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "204, text/plain, HTTP 204",
    "302, text/plain, HTTP 302",
    "401, text/plain, HTTP 401",
    "503, text/plain, HTTP 503",
    "200, text/html, no page of metrics (Content-Type: text/html)",
    "200, application/json; charset=utf-8, no page of metrics (Content-Type: application/json; charset=utf-8)",
    "200, , no page of metrics (no Content-Type)",
  })
  void otherAnswerIsAFailure(int status, String type, String reason) {
    answer(status, type, "");
    assertEquals(reason, failure("http://127.0.0.1:" + server.getPort(), 5_000));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void pageOfMoreThan4MebibytesIsAFailure(boolean chunked) {
    String page = "a 1\n".repeat(1_250_000);
    MockResponse.Builder large =
        new MockResponse.Builder().code(200).addHeader("Content-Type", PLAIN);
    server.enqueue((chunked ? large.chunkedBody(page, 100_000) : large.body(page)).build());
    assertEquals(
        "the answer is larger than 4 MiB", failure("http://127.0.0.1:" + server.getPort(), 20_000));
  }

  @Test
  void pageThatDripsEndsWithTheTime() {
    server.enqueue(
        new MockResponse.Builder()
            .code(200)
            .addHeader("Content-Type", PLAIN)
            .body("a 1\n".repeat(1_000))
            .throttleBody(10, 50, TimeUnit.MILLISECONDS)
            .build());
    IOException failure = thrown("http://127.0.0.1:" + server.getPort(), 300);
    assertTrue(failure.getMessage().startsWith("timed out after "), failure.getMessage());
    SourceFailure late = SourceFailure.late(Thread.currentThread());
    assertEquals(late.kind, SourceFailure.of(failure).kind);
  }

  @Test
  void closedPortIsAFailure() throws Exception {
    ServerSocket closed = new ServerSocket(0);
    closed.close();
    IOException refused = thrown("http://127.0.0.1:" + closed.getLocalPort(), 5_000);
    assertEquals("connection refused", refused.getMessage());
    assertTrue(SourceFailure.of(refused).unreachable);
  }

  @Test
  void tlsTrustsTheGivenAuthorityOnly(@TempDir Path folder) throws Exception {
    KeyPairFiles keys = KeyPairFiles.make(folder, "server", "EC");
    server.useHttps(keys.server().getSocketFactory());
    answer(200, PLAIN, "a 1\n");
    HttpAddress address = new HttpAddress("https://127.0.0.1:" + server.getPort());
    new UrlSource(address, keys.certificate.toString(), 5_000).write(TextFormat.PLAIN, text);
    assertEquals("a 1\n", text.toString("UTF-8"));
    assertThrows(
        IOException.class, () -> new UrlSource(address, null, 5_000).write(TextFormat.PLAIN, text));
    IOException missing =
        assertThrows(
            IOException.class,
            () -> new UrlSource(address, "/none.pem", 5_000).write(TextFormat.PLAIN, text));
    assertEquals(
        "app.metrics.tls.ca cannot be read (java.nio.file.NoSuchFileException: /none.pem)",
        missing.getMessage());
  }

  private void answer(int status, String type, String body) {
    MockResponse.Builder answer = new MockResponse.Builder().code(status).body(body);
    if (type != null) answer.addHeader("Content-Type", type);
    server.enqueue(answer.build());
  }

  private TextFormat read(String path, TextFormat wanted) throws Exception {
    return source("http://127.0.0.1:" + server.getPort() + path, 5_000).write(wanted, text);
  }

  private String failure(String url, int millis) {
    return thrown(url, millis).getMessage();
  }

  private IOException thrown(String url, int millis) {
    return assertThrows(IOException.class, () -> source(url, millis).write(TextFormat.PLAIN, text));
  }

  private static UrlSource source(String url, int millis) {
    return new UrlSource(new HttpAddress(url), null, millis);
  }
}
