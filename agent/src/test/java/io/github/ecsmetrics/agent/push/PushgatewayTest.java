package io.github.ecsmetrics.agent.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ecsmetrics.agent.settings.PushSettings;
import io.github.ecsmetrics.agent.settings.Settings;
import io.github.ecsmetrics.agent.tls.KeyPairFiles;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushgatewayTest {
  private static final byte[] TEXT = "up 1\n".getBytes(UTF_8);

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'', nightly, 0f9d, /metrics/job/nightly/instance/0f9d",
    "/, nightly, 0f9d, /metrics/job/nightly/instance/0f9d",
    "/push/, nightly, 0f9d, /push/metrics/job/nightly/instance/0f9d",
    "'', a/b c, ü, /metrics/job/a%2Fb%20c/instance/%C3%BC",
  })
  void textReplacesTheGroupOfJobAndInstance(String path, String job, String instance, String target)
      throws Exception {
    answer(200);
    new Pushgateway(settings("http", path)).put(job, instance, TEXT);
    RecordedRequest request = server.takeRequest();
    assertEquals("PUT " + target + " HTTP/1.1", request.getRequestLine());
    assertEquals("127.0.0.1:" + server.getPort(), request.getHeaders().get("Host"));
    assertEquals(
        "text/plain; version=0.0.4; charset=utf-8", request.getHeaders().get("Content-Type"));
    assertNull(request.getHeaders().get("Authorization"));
    assertEquals("up 1\n", request.getBody().utf8());
  }

  @Test
  void credentialsGoWithIt() throws Exception {
    answer(202);
    new Pushgateway(settings("http", ",push.user=ecs,push.password=s3cret"))
        .put("job", "task", TEXT);
    assertEquals("Basic ZWNzOnMzY3JldA==", server.takeRequest().getHeaders().get("Authorization"));
    answer(202);
    new Pushgateway(settings("http://ecs:s3cret@127.0.0.1:" + server.getPort()))
        .put("job", "task", TEXT);
    assertEquals("Basic ZWNzOnMzY3JldA==", server.takeRequest().getHeaders().get("Authorization"));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 401, 500})
  void otherStatusIsAFailureThatNamesIt(int status) throws Exception {
    answer(status);
    Pushgateway gateway = new Pushgateway(settings("http", ""));
    IOException failure = assertThrows(IOException.class, () -> gateway.put("job", "task", TEXT));
    assertEquals("HTTP " + status, failure.getMessage());
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusalIsGivenInTheGatewaysWords(String body, String said) throws Exception {
    server.enqueue(new MockResponse.Builder().code(400).body(body).build());
    assertEquals("HTTP 400" + said, refusal());
    server.enqueue(new MockResponse.Builder().code(400).chunkedBody(body, 2_000).build());
    assertEquals("HTTP 400" + said, refusal());
  }

  static Stream<Arguments> refusals() {
    String metric = "pushed metrics are invalid: collected metric \"up\" is not a gauge";
    return Stream.of(
        Arguments.of(metric + "\n", ": " + metric),
        Arguments.of("\r\nfirst line\r\nsecond line", ": first line"),
        Arguments.of("x".repeat(5_000), ": " + "x".repeat(300) + "..."),
        Arguments.of("no ZWNzOnMzY3JldA== and no s3cret here", ": no *** and no *** here"),
        Arguments.of("x".repeat(298) + "s3cret", ": " + "x".repeat(298) + "**..."),
        Arguments.of("<html><body>Bad Request</body></html>", ""),
        Arguments.of("", ""));
  }

  /** What has come is said although the rest does not come. */
  @Test
  void refusalThatStallsIsSaidAllTheSame() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .code(400)
            .body("wrong metric\n" + " ".repeat(3_000))
            .throttleBody(100, 1, TimeUnit.MINUTES)
            .build());
    assertEquals("HTTP 400: wrong metric", refusal());
  }

  private String refusal() {
    Pushgateway gateway = new Pushgateway(settings("http", ",push.user=ecs,push.password=s3cret"));
    return assertThrows(IOException.class, () -> gateway.put("job", "task", TEXT)).getMessage();
  }

  @Test
  void abortEndsAPushThatHangs() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      Pushgateway gateway =
          new Pushgateway(
              settings("http://127.0.0.1:" + silent.getLocalPort() + ",push.timeout=60s"));
      CompletableFuture<Throwable> failure = new CompletableFuture<>();
      new Thread(
              () ->
                  failure.complete(
                      assertThrows(IOException.class, () -> gateway.put("job", "task", TEXT))))
          .start();
      try (Socket accepted = silent.accept()) {
        accepted.getInputStream().read();
        gateway.abort();
        failure.get(10, TimeUnit.SECONDS);
      }
      assertThrows(IOException.class, () -> gateway.put("job", "task", TEXT));
    }
  }

  /** The time is for the whole exchange, not for each of the bytes that come one by one. */
  @Test
  void answerThatDripsEndsWithTheTime() throws Exception {
    try (ServerSocket slow = new ServerSocket(0)) {
      Thread drip = new Thread(() -> drip(slow));
      drip.setDaemon(true);
      drip.start();
      String slowest = "http://127.0.0.1:" + slow.getLocalPort();
      Pushgateway gateway = new Pushgateway(settings(slowest + ",push.timeout=300ms"));
      assertThrows(SocketTimeoutException.class, () -> gateway.put("job", "task", TEXT));
    }
  }

  private static void drip(ServerSocket server) {
    try (Socket accepted = server.accept()) {
      while (true) {
        accepted.getOutputStream().write('H');
        Thread.sleep(20);
      }
    } catch (IOException | InterruptedException ended) {
      // The client has had enough.
    }
  }

  @Test
  void tlsTrustsTheGivenAuthorityOnly(@TempDir Path folder) throws Exception {
    Path certificate = serveTls(folder);
    answer(200);
    new Pushgateway(settings("https", ",push.tls.ca=" + certificate)).put("job", "task", TEXT);
    assertEquals("up 1\n", server.takeRequest().getBody().utf8());

    Pushgateway suspicious = new Pushgateway(settings("https", ""));
    assertThrows(IOException.class, () -> suspicious.put("job", "task", TEXT));
  }

  @Test
  void authorityThatCannotBeReadIsAFailureThatNamesIt(@TempDir Path folder) throws Exception {
    Path none = folder.resolve("none");
    Path empty = Files.createFile(folder.resolve("empty"));
    assertEquals(
        "push.tls.ca cannot be read (java.nio.file.NoSuchFileException: " + none + ")",
        failureWithCa(none));
    assertEquals("push.tls.ca has no PEM certificate", failureWithCa(empty));
  }

  private String failureWithCa(Path file) {
    Pushgateway misled = new Pushgateway(settings("https", ",push.tls.ca=" + file));
    return assertThrows(IOException.class, () -> misled.put("job", "task", TEXT)).getMessage();
  }

  @Test
  void tlsAsksForTheHostsName(@TempDir Path folder) throws Exception {
    Path certificate = serveTls(folder);
    String localhost = "https://localhost:" + server.getPort();
    Pushgateway gateway = new Pushgateway(settings(localhost + ",push.tls.ca=" + certificate));
    assertThrows(IOException.class, () -> gateway.put("job", "task", TEXT));
  }

  private void answer(int status) {
    server.enqueue(
        new MockResponse.Builder().code(status).addHeader("Location", "http://127.0.0.1/").build());
  }

  private PushSettings settings(String scheme, String pathAndMore) {
    return settings(scheme + "://127.0.0.1:" + server.getPort() + pathAndMore);
  }

  /**
   * As in the agent argument.
   *
   * @param urlAndMore the value of push.url, and more settings behind a comma
   */
  private static PushSettings settings(String urlAndMore) {
    return Settings.parse("push.timeout=5s,push.url=" + urlAndMore).push;
  }

  /** With a certificate for 127.0.0.1, whose PEM file is returned. */
  private Path serveTls(Path folder) throws Exception {
    KeyPairFiles files = KeyPairFiles.make(folder, "gateway", "EC");
    server.useHttps(files.server().getSocketFactory());
    return files.certificate;
  }
}
