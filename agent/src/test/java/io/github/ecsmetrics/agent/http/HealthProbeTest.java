package io.github.ecsmetrics.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ecsmetrics.agent.settings.ServerSettings;
import io.github.ecsmetrics.agent.tls.KeyPairFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthProbeTest {
  @TempDir private static Path folder;
  private static KeyPairFiles files;

  @RegisterExtension final ServedExample served = new ServedExample();

  @BeforeAll
  static void makeKeys() throws Exception {
    files = KeyPairFiles.make(folder, "server", "EC");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "[::1]", "0.0.0.0", "::", ""})
  void serverOnAnyAddressIsHealthy(String host) throws Exception {
    MetricsServer server = served.serve(ServerSettings.of(host, 0, true));
    new HealthProbe(ServerSettings.of(host, server.port(), true)).ask();
  }

  @Test
  void passwordIsNotAskedFor() throws Exception {
    ServerSettings any = ServerSettings.of("127.0.0.1", 0, true).withAuth("user", "secret", null);
    new HealthProbe(plain(served.serve(any).port())).ask();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void serverThatSpeaksTlsIsHealthy(boolean clientCertificates) throws Exception {
    MetricsServer server = served.serve(tls(0, clientCertificates));
    new HealthProbe(tls(server.port(), clientCertificates)).ask();
  }

  @Test
  void tlsThatTheSettingsDoNotKnowIsSaid() throws Exception {
    MetricsServer server = served.serve(tls(0, false));
    assertUnhealthy("it speaks TLS; give this check tls.*, too", server.port());
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 503 Service Unavailable, HTTP/1.1 503",
    "SSH-2.0-OpenSSH_9.2p1, not an HTTP answer",
    "'', the connection ended without an answer",
  })
  void otherServersAreNot(String answer, String reason) throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> answer(other, answer));
      assertUnhealthy(reason, other.getLocalPort());
      answered.get();
    }
  }

  private static void answer(ServerSocket server, String answer) {
    try (Socket client = server.accept()) {
      // Read first: what is unread when a socket is closed becomes a reset.
      client.getInputStream().readNBytes("GET /-/healthy HTTP/1.0\r\n\r\n".length());
      client.getOutputStream().write(answer.getBytes());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertUnhealthy(String reason, int port) {
    IOException e = assertThrows(IOException.class, () -> new HealthProbe(plain(port)).ask());
    assertEquals(reason, e.getMessage());
  }

  private static ServerSettings plain(int port) {
    return ServerSettings.of("127.0.0.1", port, true);
  }

  private static ServerSettings tls(int port, boolean clientCertificates) {
    String certificate = files.certificate.toString();
    String clientCa = clientCertificates ? certificate : null;
    return plain(port).withTls(certificate, files.key.toString(), null, null, clientCa);
  }
}
