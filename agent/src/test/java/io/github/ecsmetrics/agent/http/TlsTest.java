package io.github.ecsmetrics.agent.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.agent.tls.KeyPairFiles;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
  @TempDir private static Path folder;
  private static KeyPairFiles rsa;
  private static KeyPairFiles ec;
  private static KeyPairFiles client;

  @RegisterExtension final ServedExample served = new ServedExample();
  private MetricsServer server;

  @BeforeAll
  static void makeKeys() throws Exception {
    rsa = KeyPairFiles.make(folder, "rsa", "RSA");
    ec = KeyPairFiles.make(folder, "ec", "EC");
    client = KeyPairFiles.make(folder, "client", "EC");
  }

  @ParameterizedTest
  @CsvSource({"rsa, TLSv1.3", "rsa, TLSv1.2", "ec, TLSv1.3", "ec, TLSv1.2"})
  void everythingIsServedWithPemFiles(String name, String protocol) throws Exception {
    KeyPairFiles files = name.equals("rsa") ? rsa : ec;
    server = served.polledLarge(3_000_000).serve(pem(files.certificate, files.key, null));
    try (RawClient tls = connect(files.client(null), protocol)) {
      assertEquals(ServedExample.METRICS_TEXT, tls.ask("GET /metrics").text());
      assertArrayEquals(served.task, tls.ask("GET /task").bytes());
      assertEquals(404, tls.ask("HEAD /nowhere", "Connection: close").status());
      assertTrue(tls.atEnd());
    }
  }

  @Test
  void everythingIsServedWithAKeystore() throws Exception {
    server =
        served.serve(
            "tls.keystore=" + rsa.keystore + ",tls.keystore.password=" + KeyPairFiles.PASSWORD);
    try (RawClient tls = connect(rsa.client(null), "TLSv1.3")) {
      assertEquals(ServedExample.METRICS_TEXT, tls.ask("GET /metrics").text());
    }
  }

  @Test
  void oldProtocolsAreRefused() {
    server = served.serve(pem(rsa.certificate, rsa.key, null));
    assertThrows(SSLHandshakeException.class, () -> connect(rsa.client(null), "TLSv1.1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void withAClientCaOnlyHealthChecksComeWithoutACertificate(String protocol) throws Exception {
    server = served.serve(pem(rsa.certificate, rsa.key, client.certificate));
    try (RawClient stranger = connect(rsa.client(null), protocol)) {
      assertEquals(200, stranger.ask("GET /-/healthy").status());
      assertEquals(403, stranger.ask("GET /metrics").status());
      assertEquals(403, stranger.ask("GET /").status());
    }
    try (RawClient known = connect(rsa.client(client), protocol)) {
      assertEquals(200, known.ask("GET /metrics").status());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void certificateOfAnotherCaCountsForNothing(String protocol) throws Exception {
    server = served.serve(pem(rsa.certificate, rsa.key, client.certificate));
    try (RawClient other = connect(rsa.client(ec), protocol)) {
      assertEquals(403, other.ask("GET /metrics").status());
    }
  }

  @Test
  void clearTextAndGarbageGetNoAnswer() throws Exception {
    server = served.serve(pem(rsa.certificate, rsa.key, null));
    byte[] garbage = new byte[20_000];
    for (int seed = 0; seed < 200; seed++) {
      new Random(seed).nextBytes(garbage);
      if (seed % 2 == 0) garbage[0] = 22;
      if (seed % 2 == 0) garbage[1] = 3;
      if (seed == 0) garbage = "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n".getBytes();
      try (Socket clear = new Socket("127.0.0.1", server.port())) {
        clear.getOutputStream().write(garbage);
        clear.shutdownOutput();
        byte[] answer = clear.getInputStream().readNBytes(1000);
        assertFalse(new String(answer).contains("HTTP"), Arrays.toString(answer));
      } catch (IOException reset) {
        // As good as no answer.
      }
      if (seed == 0) garbage = new byte[20_000];
    }
    try (RawClient tls = connect(rsa.client(null), "TLSv1.3")) {
      assertEquals(200, tls.ask("GET /metrics").status());
    }
  }

  /** It waited for the end of a request's head until the server cut it after ten seconds. */
  @Test
  void tlsOnAPortWithoutTlsIsAnsweredAtOnce() throws Exception {
    server = served.serve();
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(8_000);
      socket.getOutputStream().write(22);
      String answer = new String(socket.getInputStream().readAllBytes());
      assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
      assertTrue(answer.endsWith("\r\n\r\nthis port has no TLS\n"), answer);
    }
  }

  /** RFC 8446, section 6.2: alert 70 is {@code protocol_version}. */
  @Test
  void failedHandshakeGetsOneAlertAndNothingElse() throws Exception {
    server = served.serve(pem(rsa.certificate, rsa.key, null));
    String tls10 = "0301";
    String hello = "01000029" + tls10 + "00".repeat(32) + "00" + "0002002f" + "0100";
    try (Socket old = new Socket("127.0.0.1", server.port())) {
      old.getOutputStream().write(HexFormat.of().parseHex("160301002d" + hello));
      byte[] answer = old.getInputStream().readAllBytes();
      assertEquals("15030300020246", HexFormat.of().formatHex(answer));
    }
  }

  @Test
  void noServerWithoutItsMaterial() throws Exception {
    Path missing = folder.resolve("missing");
    server = served.serve(pem(missing, rsa.key, null));
    assertEquals(-1, server.port());
    Files.copy(rsa.certificate, missing);
    assertTrue(server.open());
  }

  /** The settings of these files, each of which may be null. */
  private static String pem(Path certificate, Path key, Path clientCa) {
    return (certificate == null ? "" : "tls.certificate=" + certificate)
        + (key == null ? "" : ",tls.key=" + key)
        + (clientCa == null ? "" : ",tls.client.ca=" + clientCa);
  }

  private RawClient connect(SSLContext context, String protocol) throws IOException {
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", server.port());
    socket.setEnabledProtocols(new String[] {protocol});
    socket.startHandshake();
    return new RawClient(socket);
  }
}
