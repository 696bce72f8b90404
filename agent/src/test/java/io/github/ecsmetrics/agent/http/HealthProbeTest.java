package io.github.ecsmetrics.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
    MetricsServer server = served.serve("host=" + host);
    probe(server.port(), "host=" + host).ask();
  }

  @Test
  void passwordIsNotAskedFor() throws Exception {
    MetricsServer server = served.serve("auth.user=user,auth.password=secret");
    probe(server.port(), "").ask();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void serverThatSpeaksTlsIsHealthy(boolean clientCertificates) throws Exception {
    String tls = clientCertificates ? tls() + ",tls.client.ca=" + files.certificate : tls();
    MetricsServer server = served.serve(tls);
    probe(server.port(), tls).ask();
  }

  @Test
  void tlsThatTheSettingsDoNotKnowIsSaid() throws Exception {
    MetricsServer server = served.serve(tls());
    assertUnhealthy("the server uses TLS; give this check the same tls.* settings", server.port());
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 503 Service Unavailable, HTTP/1.1 503",
    "SSH-2.0-OpenSSH_9.2p1, not an HTTP answer",
    "'', the connection was closed without a response",
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
    IOException e = assertThrows(IOException.class, () -> probe(port, "").ask());
    assertEquals(reason, e.getMessage());
  }

  private static HealthProbe probe(int port, String settings) {
    return new HealthProbe(ServedExample.settings(settings + ",port=" + port).server);
  }

  private static String tls() {
    return "tls.certificate=" + files.certificate + ",tls.key=" + files.key;
  }
}
