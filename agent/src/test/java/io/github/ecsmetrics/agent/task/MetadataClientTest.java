package io.github.ecsmetrics.agent.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.agent.net.RequestException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataClientTest {
  /** What the server sends to its one client; it may take its time. */
  private interface Script {
    void answer(OutputStream out) throws Exception;
  }

  private final LinkedBlockingQueue<String> requests = new LinkedBlockingQueue<>();
  private final CountDownLatch testIsOver = new CountDownLatch(1);
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    testIsOver.countDown();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{} and more that does not count",
        "HTTP/1.0 200 OK\r\ncontent-length:2\r\n\r\n{}",
        "HTTP/1.0 200 OK\r\n\r\n{}",
        "HTTP/1.1 200\r\nConnection: close\r\n\r\n{}",
        "HTTP/1.1 200 OK\nContent-Length: 2\n\n{}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1;ext=1\r\n}\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\nContent-Length: 99\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
      })
  void bodyIsReadHoweverItsEndIsTold(String answer) throws Exception {
    serve(out -> send(out, answer));
    assertEquals("{}", get("/v4/id", "/task"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 404 Not Found~~ | HTTP 404 | http_404",
        "HTTP/1.1 429 Too Many Requests~~ | HTTP 429 | http_429",
        "HTTP/1.1 301 Moved Permanently~Location: /task~~ | HTTP 301 | http_301",
        "HTTP/1.1 204 No Content~~ | HTTP 204 | http_204",
        "SSH-2.0-OpenSSH_9.2~ | not an HTTP answer: SSH-2.0-OpenSSH_9.2 | broken",
        "HTTP/1.1 2x0 OK~~ | not an HTTP answer: HTTP/1.1 2x0 OK | broken",
        "HTTP/1.1 200 OK~no colon~~ | not an HTTP header: no colon | broken",
        "HTTP/1.1 200 OK~Content-Length: -1~~ | wrong Content-Length: -1 | broken",
        "HTTP/1.1 200 OK~Content-Length: 5~~{} | the connection ended after 2 of 5 bytes | broken",
        "HTTP/1.1 200 OK~Content-Length: 5000000~~ | the answer is larger than 4 MiB | too_large",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~7fffffff~ | the answer is larger than 4 MiB | too_large",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~80000000~ | the answer is larger than 4 MiB | too_large",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~x~ | wrong chunk size: x | broken",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~1~{}~0~~ | a chunk is longer than its size says | broken",
        "HTTP/1.1 200 OK~Content-Le | the connection ended before the answer did | broken",
      })
  void otherAnswersAreFailuresToldInOneLine(String answer, String reason, String outcome)
      throws Exception {
    serve(out -> send(out, answer.replace("~", "\r\n")));
    RequestException e = assertThrows(RequestException.class, () -> get("/v4/id", "/task"));
    assertEquals("GET " + base("/v4/id") + "/task: " + reason, e.getMessage());
    assertEquals(outcome, e.outcome());
  }

  /** Each chunk copied all that was before it, once. */
  @Test
  void smallestChunksCostLittle() throws Exception {
    int size = 1 << 20;
    serve(
        out ->
            send(
                out,
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "1\r\nx\r\n".repeat(size)
                    + "0\r\n\r\n"));
    assertEquals(size, new MetadataClient(base("/v4/id"), 20_000).get("/task").length);
  }

  @Test
  void bodyWithoutAnEndIsCutOffAtItsLargestSize() throws Exception {
    serve(
        out -> {
          send(out, "HTTP/1.0 200 OK\r\n\r\n");
          byte[] block = new byte[65536];
          while (true) out.write(block);
        });
    RequestException e = assertThrows(RequestException.class, () -> get("/v4/id", "/task"));
    assertEquals("too_large", e.outcome());
  }

  @Test
  void headersWithoutAnEndAreCutOff() throws Exception {
    serve(
        out -> {
          send(out, "HTTP/1.0 200 OK\r\n");
          while (true) send(out, "X-Header: " + "x".repeat(1000) + "\r\n");
        });
    RequestException e = assertThrows(RequestException.class, () -> get("/v4/id", "/task"));
    assertTrue(e.getMessage().endsWith("more than 16 KiB of HTTP headers"), e.getMessage());
  }

  @Test
  void answerWithALengthIsNotWaitedForLonger() throws Exception {
    serve(
        out -> {
          send(out, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
          testIsOver.await();
        });
    Instant start = Instant.now();
    assertEquals("{}", get("/v4/id", "/task"));
    assertTrue(Duration.between(start, Instant.now()).toMillis() < 5000);
  }

  @Test
  void serverThatSaysNothingIsGivenUp() throws Exception {
    serve(out -> testIsOver.await());
    assertTimesOut();
  }

  @Test
  void serverThatSaysAByteAtATimeIsGivenUpAsWell() throws Exception {
    serve(
        out -> {
          send(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
          for (int i = 0; i < 1000; i++) {
            out.write(' ');
            Thread.sleep(20);
          }
        });
    assertTimesOut();
  }

  private void assertTimesOut() {
    MetadataClient client = new MetadataClient(base("/v4/id"), 300);
    Instant start = Instant.now();
    RequestException e = assertThrows(RequestException.class, () -> client.get("/task"));
    assertEquals("GET " + base("/v4/id") + "/task: timed out after 300 ms", e.getMessage());
    long millis = Duration.between(start, Instant.now()).toMillis();
    assertTrue(millis >= 290 && millis < 3000, millis + " ms");
  }

  @Test
  void nobodyListeningIsConnectionRefused() throws Exception {
    server.close();
    RequestException e = assertThrows(RequestException.class, () -> get("/v4/id", "/task"));
    assertEquals("GET " + base("/v4/id") + "/task: connection refused", e.getMessage());
    assertEquals("unreachable", e.outcome());
  }

  @ParameterizedTest
  @CsvSource({
    "/v4/id, /task, /v4/id/task",
    "/v4/id/, /task, /v4/id/task",
    "/v4/id//, /task/stats, /v4/id/task/stats",
    "/v4/id, '', /v4/id",
    "/v4/id/, '', /v4/id",
    "'', /task, /task",
    "/, '', /",
    "/a/long/prefix/v3/containers/web, /task, /a/long/prefix/v3/containers/web/task",
  })
  void pathIsAppendedWithoutDoublingSlashes(String base, String suffix, String path)
      throws Exception {
    serve(out -> send(out, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"));
    get(base, suffix);
    assertEquals("GET " + path + " HTTP/1.1", requests.take());
  }

  @ParameterizedTest
  @CsvSource({
    "169.254.170.2/v4/id, not an http:// address",
    "'http://169.254.170.2/v4/i\r\nX-Header: d', not an http:// address",
    "http://host:65536/v4, not an address with a host and a port up to 65535",
    "'', not an http:// address",
  })
  void wrongAddressIsAFailureLikeOthers(String base, String reason) {
    RequestException e =
        assertThrows(RequestException.class, () -> new MetadataClient(base, 1000).get("/task"));
    assertTrue(e.getMessage().endsWith(": " + reason), e.getMessage());
    assertEquals("bad_uri", e.outcome());
  }

  @Test
  void unknownHostIsAFailureLikeOthers() {
    RequestException e =
        assertThrows(
            RequestException.class,
            () -> new MetadataClient("http://nosuch.invalid", 1000).get("/task"));
    assertEquals("GET http://nosuch.invalid/task: unknown host", e.getMessage());
  }

  @Test
  void userInfoOfTheAddressIsNotTold() {
    MetadataClient client = new MetadataClient("http://user:secret@127.0.0.1:1/v4/id", 1000);
    RequestException e = assertThrows(RequestException.class, () -> client.get("/task"));
    assertEquals(
        "GET http://***@127.0.0.1:1/v4/id/task: not an address with a host and a port up to 65535",
        e.getMessage());
  }

  /**
   * Seen elsewhere: hosts and tasks with IPv6 only (aws/amazon-ecs-agent#4649,
   * aws/containers-roadmap#1340).
   */
  @Test
  void ipv6AddressesAreUnderstood() throws Exception {
    server.close();
    try {
      server = new ServerSocket(0, 50, InetAddress.getByName("::1"));
    } catch (IOException e) {
      org.junit.jupiter.api.Assumptions.abort("no IPv6 here: " + e.getMessage());
    }
    serve(out -> send(out, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"));
    byte[] body =
        new MetadataClient("http://[::1]:" + server.getLocalPort() + "/v4/id", 2000).get("/task");
    assertEquals("{}", new String(body, StandardCharsets.US_ASCII));
  }

  @Test
  void proxiesAreNotAsked() throws Exception {
    ProxySelector before = ProxySelector.getDefault();
    System.setProperty("socksProxyHost", "127.0.0.1");
    System.setProperty("socksProxyPort", "1");
    ProxySelector.setDefault(ProxySelector.of(new java.net.InetSocketAddress("127.0.0.1", 1)));
    try {
      serve(out -> send(out, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"));
      assertEquals("{}", get("/v4/id", "/task"));
    } finally {
      ProxySelector.setDefault(before);
      System.clearProperty("socksProxyHost");
      System.clearProperty("socksProxyPort");
    }
  }

  private String base(String path) {
    return "http://127.0.0.1:" + server.getLocalPort() + path;
  }

  private String get(String base, String suffix) throws IOException {
    byte[] body = new MetadataClient(base(base), 2000).get(suffix);
    return new String(body, StandardCharsets.US_ASCII);
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Reads one request, keeps its first line, and answers it. */
  private void serve(Script script) {
    Thread thread =
        new Thread(
            () -> {
              try (Socket socket = server.accept()) {
                requests.add(readRequest(socket.getInputStream()));
                script.answer(socket.getOutputStream());
              } catch (Exception e) {
                // The client has gone, which is what some of the tests are about.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static String readRequest(InputStream in) throws IOException {
    StringBuilder request = new StringBuilder();
    while (request.indexOf("\r\n\r\n") < 0) request.append((char) in.read());
    return request.substring(0, request.indexOf("\r\n"));
  }
}
