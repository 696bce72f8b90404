package io.github.ecsmetrics.agent.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.github.ecsmetrics.agent.log.Stderr;
import io.github.ecsmetrics.agent.tls.KeyPairFiles;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Receivers that refuse, are gone, hang, or answer nonsense. */
@Timeout(60)
class OtlpFaultsTest {
  @RegisterExtension private final OtlpServer receiver = new OtlpServer();

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void refusalThatMayPassIsTriedAgain(int status) throws Exception {
    receiver.http.enqueue(
        new MockResponse.Builder().code(status).addHeader("Retry-After", "0").build());
    receiver.answer(200);
    receiver.push("");
    assertEquals(2, receiver.http.getRequestCount());
    assertEquals(Map.of("http_" + status, 1, "success", 1), receiver.counted());
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 401, 403, 404, 413, 500, 501})
  void otherRefusalIsFinal(int status) {
    receiver.answer(status);
    assertEquals("HTTP " + status, receiver.failure(""));
    assertEquals(1, receiver.http.getRequestCount());
    assertEquals(Map.of("http_" + status, 1), receiver.counted());
  }

  @Test
  void refusalThatLastsEndsWithThePush() {
    receiver.http.enqueue(
        new MockResponse.Builder().code(503).addHeader("Retry-After", "60").build());
    assertEquals("HTTP 503", receiver.failure(""));
  }

  @Test
  void reasonOfCloudWatchIsInTheMessage() throws Exception {
    String reason = "Maximum number of datapoints per request exceeded: 1000.";
    ByteArrayOutputStream status = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(status);
    out.writeInt32(1, 3);
    out.writeString(2, reason);
    out.flush();
    answer(400, status.toByteArray());
    assertEquals("HTTP 400: " + reason, receiver.failure(""));
  }

  private void answer(int status, byte[] body) {
    receiver.http.enqueue(
        new MockResponse.Builder().code(status).body(new Buffer().write(body)).build());
  }

  @Test
  void pointsThatTheReceiverRejectsAreSaidOnce() {
    byte[] partial = partialSuccess("too old");
    answer(200, partial);
    answer(200, partial);
    OtlpTarget target = receiver.target("");
    String printed =
        Stderr.of(
            () -> {
              OtlpServer.push(target);
              OtlpServer.push(target);
            });
    assertEquals(
        "[ecs-metrics-agent] " + receiver.url() + " rejected 1 of 1 points: too old\n", printed);
    assertEquals(Map.of("partial", 2), receiver.counted());
    assertEquals(Double.NaN, receiver.lastSuccess());
  }

  private static byte[] partialSuccess(String message) {
    return ExportMetricsServiceResponse.newBuilder()
        .setPartialSuccess(
            ExportMetricsPartialSuccess.newBuilder()
                .setRejectedDataPoints(1)
                .setErrorMessageBytes(ByteString.copyFromUtf8(message)))
        .build()
        .toByteArray();
  }

  /** The receiver has accepted the metrics, whatever becomes of its answer. */
  @Test
  void bodyThatNeverEndsIsASuccess() throws Exception {
    receiver.http.enqueue(
        new MockResponse.Builder()
            .code(200)
            .body("x".repeat(10_000))
            .throttleBody(1_000, 1, TimeUnit.MINUTES)
            .build());
    receiver.push("");
    assertEquals(Map.of("success", 1), receiver.counted());
  }

  /** Neither has a body (RFC 9112, section 6.3), and this receiver does not close. */
  @Test
  void answerWithoutABodyIsNotWaitedFor() throws Exception {
    try (ServerSocket server = new ServerSocket(0)) {
      serve(server, "HTTP/1.1 204 No Content\r\n\r\n", 0);
      long start = System.nanoTime();
      OtlpServer.push(receiver.target(OtlpServer.url(server.getLocalPort()), "", Map.of()));
      long millis = (System.nanoTime() - start) / 1_000_000;
      assertTrue(millis < 450, millis + " ms");
    }
  }

  @Test
  void receiverThatIsGoneIsUnreachable() throws Exception {
    String url = receiver.url();
    receiver.http.close();
    assertEquals("connection refused", OtlpServer.failure(receiver.target(url, "", Map.of())));
    assertEquals(Map.of("unreachable", 1), receiver.counted());
  }

  @Test
  void receiverThatIsSilentTimesOut() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      String url = OtlpServer.url(silent.getLocalPort());
      OtlpTarget target = receiver.target(url, ",otlp.timeout=200ms", Map.of());
      assertEquals("timed out after 200 ms", OtlpServer.failure(target));
      assertEquals(Map.of("timeout", 1), receiver.counted());
    }
  }

  /** Its queue of connections is full, so it drops packets as a firewall does. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void receiverThatDropsPacketsTimesOut() throws Exception {
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      SocketAddress address = full.getLocalSocketAddress();
      for (int i = 0; i < 5; i++) waiting.add(connecting(address));
      String url = OtlpServer.url(full.getLocalPort());
      OtlpTarget target = receiver.target(url, ",otlp.timeout=200ms", Map.of());
      assertEquals("timed out after 200 ms", OtlpServer.failure(target));
      assertEquals(Map.of("timeout", 1), receiver.counted());
    } finally {
      for (Socket each : waiting) each.close();
    }
  }

  private static Socket connecting(SocketAddress address) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(address, 200);
    } catch (SocketTimeoutException full) {
      // As meant.
    }
    return socket;
  }

  /** A handshake whose record of 16 kB comes byte by byte: no read of it takes too long. */
  @Test
  void handshakeThatDripsIsEndedByTheThreadThatWatches() throws Exception {
    try (ServerSocket server = new ServerSocket(0)) {
      serve(server, "\u0016\u0003\u0003\u0040\u0000\u0002", 20);
      String url = OtlpServer.url(server.getLocalPort()).replace("http:", "https:");
      OtlpTarget target = receiver.target(url, ",otlp.timeout=300ms", Map.of());
      PushThread push =
          new PushThread(
              target, null, () -> OtlpServer.ONE_COUNTER, System.nanoTime() + 300_000_000L);
      push.start();
      assertTrue(push.isOverWithin(20_000));
      assertEquals("timed out after 300 ms", push.failure().getMessage());
      assertEquals(Map.of("timeout", 1), receiver.counted());
    }
  }

  /** Answers one connection, and goes on with a byte each time; it never closes. */
  private static void serve(ServerSocket server, String answer, int dripMillis) {
    Thread thread =
        new Thread(
            () -> {
              try {
                Socket socket = server.accept();
                OutputStream out = socket.getOutputStream();
                out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
                while (dripMillis > 0) {
                  Thread.sleep(dripMillis);
                  out.write(0);
                }
                while (socket.getInputStream().read() >= 0) {
                  // Until the client closes.
                }
              } catch (IOException | InterruptedException ended) {
                // The client has left.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Test
  void receiverProvesItsNameByTheGivenAuthority(@TempDir Path folder) throws Exception {
    KeyPairFiles files = KeyPairFiles.make(folder, "receiver", "EC");
    receiver.http.useHttps(files.server().getSocketFactory());
    receiver.answer(200);
    String url = receiver.url().replace("http://", "https://");
    OtlpServer.push(receiver.target(url, ",otlp.tls.ca=" + files.certificate, Map.of()));
    assertEquals(1, receiver.http.getRequestCount());
    OtlpServer.failure(receiver.target(url, "", Map.of()));
    assertEquals(Map.of("broken", 1, "success", 1), receiver.counted());
  }
}
