package io.github.ecsmetrics.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.agent.tls.KeyPairFiles;
import io.github.ecsmetrics.agent.tls.TlsPeer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server with TLS for each test, with keys that a class makes once, and clients that trust it.
 */
final class TlsExample
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private Path folder;
  private KeyPairFiles keys;
  private SSLContext context;
  private ServedExample served;
  private MetricsServer server;

  @Override
  public void beforeAll(ExtensionContext test) throws Exception {
    folder = Files.createTempDirectory("tls");
    keys = KeyPairFiles.make(folder, "ec", "EC");
    context = keys.client(null);
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    served = new ServedExample();
    server = served.serve(keys.settings());
  }

  /** A connection without TLS. */
  Socket socket() throws IOException {
    return new Socket("127.0.0.1", server.port());
  }

  /** A client's records. */
  TlsPeer peer(String protocol) {
    return new TlsPeer(context, protocol);
  }

  TlsClient connect(String protocol) throws IOException {
    return connect(protocol, 1 << 20);
  }

  /** Sends pieces of that many bytes. */
  TlsClient connect(String protocol, int piece) throws IOException {
    return new TlsClient(socket(), peer(protocol), piece);
  }

  void assertOthersAreServed() throws Exception {
    assertServedWithin(Duration.ofSeconds(20));
  }

  void assertServedWithin(Duration limit) throws Exception {
    long start = System.nanoTime();
    try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", server.port()));
      assertEquals(
          ServedExample.METRICS_TEXT,
          new RawClient(socket).ask("GET /metrics", "Connection: close").text());
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(took.compareTo(limit) < 0, "took " + took);
  }

  @Override
  public void afterEach(ExtensionContext test) throws InterruptedException {
    served.afterEach(test);
  }

  @Override
  public void afterAll(ExtensionContext test) throws IOException {
    for (Path file : new Path[] {keys.keystore, keys.certificate, keys.key, folder}) {
      Files.delete(file);
    }
  }
}
