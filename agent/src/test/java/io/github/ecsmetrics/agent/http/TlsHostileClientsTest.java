package io.github.ecsmetrics.agent.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.agent.tls.KeyPairFiles;
import io.github.ecsmetrics.agent.tls.TlsPeer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that break off, cut, change, repeat and flood, in the ways that tlsfuzzer tries.
 *
 * <p>Seen elsewhere: a client that stalls in its handshake blocked every scrape
 * (prometheus/client_java#2284).
 */
class TlsHostileClientsTest {
  private static final byte[] REQUEST =
      "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1);

  /** Two records: {@code user_canceled}, then {@code close_notify} (RFC 8446, 6.1). */
  private static final String CANCELED = "1503[0-9a-f]{2}0002015a" + "1503[0-9a-f]{2}00020100";

  private static final String FATAL_ALERT = "1503[0-9a-f]{2}000202[0-9a-f]{2}";

  @TempDir private static Path folder;
  private static KeyPairFiles keys;
  private static SSLContext context;

  @RegisterExtension final ServedExample served = new ServedExample();
  private MetricsServer server;

  @BeforeAll
  static void makeKeys() throws Exception {
    keys = KeyPairFiles.make(folder, "ec", "EC");
    context = keys.client(null);
  }

  @BeforeEach
  void start() {
    server = served.serve(keys.settings());
  }

  /** Each begins with a record's type, version and length (RFC 8446, 5.1). */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "clear text, 474554202f20485454502f312e310d0a486f73743a20610d0a0d0a, 0",
    "a header that announces twice the largest record, 1603037fff, 17000",
    "a header that announces more than that, 160303ffff, 17000",
    "an empty handshake record, 1603030000, 0",
    "a handshake message of 16 MiB, 160303000401ffffff, 0",
    "an unknown record type, 6303030001ff, 0",
    "a heartbeat, 1803030003014000, 0",
    "application data before the handshake, 170303000141, 0",
    "a change of ciphers before the handshake, 140303000101, 0",
    "a fatal alert before the handshake, 15030300020228, 0",
    "a handshake message that only a server sends, 160303000402000000, 0",
    "a hello of SSL 2, 802e0100020015000000100100800200800300800400800500800600400700c0, 0"
  })
  void badBeginningGetsAnAlertAndNothingElse(String name, String bytes, int more) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(5_000);
      send(socket, HexFormat.of().parseHex(bytes));
      send(socket, new byte[more]);
      end(socket);
      String answer = HexFormat.of().formatHex(readToTheEnd(socket));
      assertTrue(answer.matches(FATAL_ALERT + "|" + CANCELED + "|"), answer);
    }
    assertOthersAreServed();
  }

  @ParameterizedTest
  @CsvSource({
    "TLSv1.3, 0", "TLSv1.3, 4", "TLSv1.3, 7", "TLSv1.3, -1",
    "TLSv1.2, 0", "TLSv1.2, 4", "TLSv1.2, 7", "TLSv1.2, -1"
  })
  void changedRecordIsNoRequest(String protocol, int at) throws Exception {
    try (Client client = new Client(protocol)) {
      byte[] record = client.peer.send(REQUEST);
      record[at < 0 ? record.length - 1 : at] ^= 1;
      client.send(record);
      client.end();
      assertEquals("", client.readText());
    }
    assertOthersAreServed();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void repeatedRecordIsNoSecondRequest(String protocol) throws Exception {
    try (Client client = new Client(protocol)) {
      byte[] record = client.peer.send(REQUEST);
      client.send(record);
      client.send(record);
      String text = client.readText();
      assertTrue(text.indexOf("HTTP/1.1") == text.lastIndexOf("HTTP/1.1"), text);
    }
    assertOthersAreServed();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void clearTextAfterTheHandshakeIsNoRequest(String protocol) throws Exception {
    try (Client client = new Client(protocol)) {
      client.send(REQUEST);
      client.end();
      assertEquals("", client.readText());
    }
    assertOthersAreServed();
  }

  /** Handshake and request a byte at a time; the connection is cut before each tenth of them. */
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void recordsMayBeCutAtEveryByte(String protocol) throws Exception {
    try (Client client = new Client(protocol, 1)) {
      client.send(client.peer.send(REQUEST));
      client.end();
      assertTrue(client.readText().endsWith(ServedExample.METRICS_TEXT));
    }
    byte[] hello = new TlsPeer(context, protocol).beginHandshake().send();
    for (int length = 1; length < hello.length; length += 10) {
      try (Socket socket = new Socket("127.0.0.1", server.port())) {
        socket.getOutputStream().write(hello, 0, length);
        socket.shutdownOutput();
        assertTrue(readToTheEnd(socket).length <= 14, "more than an alert");
      }
    }
    assertOthersAreServed();
  }

  /**
   * The end of TCP ends what the client sends, and so does {@code close_notify} in TLS 1.3 (RFC
   * 8446, 6.1); in TLS 1.2 it ends both directions (RFC 5246, 7.2.1).
   */
  @ParameterizedTest
  @CsvSource({
    "TLSv1.3, true, true, 200",
    "TLSv1.3, true, false, 200",
    "TLSv1.3, false, true, ''",
    "TLSv1.3, false, false, ''",
    "TLSv1.2, true, true, 200 or none",
    "TLSv1.2, true, false, 200",
    "TLSv1.2, false, true, ''",
    "TLSv1.2, false, false, ''"
  })
  void closingClientGetsItsAnswerAndTheServersEnd(
      String protocol, boolean afterRequest, boolean notify, String expected) throws Exception {
    try (Client client = new Client(protocol)) {
      if (afterRequest) client.send(client.peer.send(REQUEST));
      if (notify) client.send(client.peer.sendCloseNotify());
      client.end();
      String text = client.readText();
      if (text.isEmpty()) assertTrue(!expected.equals("200"), "no answer");
      else assertTrue(!expected.isEmpty() && text.endsWith(ServedExample.METRICS_TEXT), text);
      assertTrue(client.peer.isClosed(), "no close_notify");
    }
  }

  @Test
  void keyUpdatesAreAnsweredAndServedOn() throws Exception {
    try (Client client = new Client("TLSv1.3")) {
      for (int i = 0; i < 3; i++) {
        client.peer.beginHandshake();
        client.send(client.peer.send());
        client.send(client.peer.send(REQUEST));
      }
      client.end();
      assertEquals(4, client.readText().split("HTTP/1.1 200", -1).length);
    }
  }

  @Test
  void renegotiationEndsTheConnection() throws Exception {
    try (Client client = new Client("TLSv1.2")) {
      client.peer.beginHandshake();
      client.send(client.peer.send());
      assertEquals("", client.readText());
    }
    assertOthersAreServed();
  }

  @Test
  void stalledHandshakesKeepNobodyWaiting() throws Exception {
    byte[] hello = new TlsPeer(context, "TLSv1.3").beginHandshake().send();
    List<Socket> stalled = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        stalled.add(new Socket("127.0.0.1", server.port()));
        stalled.get(i).getOutputStream().write(hello, 0, hello.length - i % 2);
      }
      // They are cut after ten seconds.
      for (int i = 0; i < 3; i++) assertServedWithin(Duration.ofSeconds(8));
    } finally {
      for (Socket socket : stalled) socket.close();
    }
  }

  /** Counts instead of measuring time, since the clients keep the machine busy. */
  @Test
  void handshakesOfManyClientsDoNotStarveAScrape() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    AtomicInteger handshakes = new AtomicInteger();
    List<CompletableFuture<Void>> clients = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      clients.add(CompletableFuture.runAsync(() -> shakeHands(enough, handshakes)));
    }
    while (handshakes.get() < 8) Thread.sleep(1);
    for (int i = 0; i < 5; i++) {
      int before = handshakes.get();
      assertOthersAreServed();
      int meanwhile = handshakes.get() - before;
      assertTrue(meanwhile < 500, meanwhile + " handshakes during a scrape");
    }
    enough.set(true);
    for (CompletableFuture<Void> client : clients) client.join();
  }

  private void shakeHands(AtomicBoolean enough, AtomicInteger handshakes) {
    while (!enough.get()) {
      try {
        new Client("TLSv1.3").close();
        handshakes.incrementAndGet();
      } catch (IOException evicted) {
        // By one of the others.
      }
    }
  }

  /** One more byte does not begin another ten seconds. */
  @Test
  void slowHandshakeIsCutAfterTenSeconds() throws Exception {
    byte[] hello = new TlsPeer(context, "TLSv1.3").beginHandshake().send();
    try (Socket slow = new Socket("127.0.0.1", server.port())) {
      long start = System.nanoTime();
      slow.setSoTimeout(1_000);
      boolean cut = false;
      for (int i = 0; i < 30 && !cut; i++) {
        try {
          slow.getOutputStream().write(hello[i]);
          cut = slow.getInputStream().read() < 0;
        } catch (SocketTimeoutException open) {
          // For another second.
        } catch (SocketException reset) {
          cut = true;
        }
      }
      long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
      assertTrue(cut && seconds >= 9 && seconds < 20, cut + " after " + seconds + " s");
    }
  }

  private void assertOthersAreServed() throws Exception {
    assertServedWithin(Duration.ofSeconds(20));
  }

  private void assertServedWithin(Duration limit) throws Exception {
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

  private static void send(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException cut) {
      // The server may be done with this client before all is sent.
    }
  }

  /** Closes the client's direction of the TCP connection. */
  private static void end(Socket socket) {
    try {
      socket.shutdownOutput();
    } catch (IOException cut) {
      // As above.
    }
  }

  private static byte[] readToTheEnd(Socket socket) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      InputStream in = socket.getInputStream();
      in.transferTo(all);
    } catch (SocketException reset) {
      // As good as the end.
    }
    return all.toByteArray();
  }

  /** A connection whose handshake is over. */
  private final class Client implements AutoCloseable {
    final Socket socket = new Socket("127.0.0.1", server.port());
    final TlsPeer peer;
    private final int piece;

    Client(String protocol) throws IOException {
      this(protocol, 1 << 20);
    }

    /** Sends pieces of that many bytes. */
    Client(String protocol, int piece) throws IOException {
      this.piece = piece;
      peer = new TlsPeer(context, protocol).beginHandshake();
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(10_000);
      byte[] buffer = new byte[4096];
      for (send(peer.send()); peer.isHandshaking(); send(peer.send())) {
        int read = socket.getInputStream().read(buffer);
        if (read < 0) throw new SSLException("closed");
        peer.receive(buffer, read);
      }
    }

    void send(byte[] bytes) {
      for (int at = 0; at < bytes.length; at += piece) {
        TlsHostileClientsTest.send(
            socket, Arrays.copyOfRange(bytes, at, Math.min(at + piece, bytes.length)));
      }
    }

    void end() {
      TlsHostileClientsTest.end(socket);
    }

    /** All text that comes until the server closes or sends an alert. */
    String readText() throws IOException {
      byte[] bytes = readToTheEnd(socket);
      try {
        for (byte[] record : TlsPeer.records(bytes)) {
          peer.receive(record, record.length);
          peer.send();
        }
      } catch (SSLException alert) {
        // What came before it counts.
      }
      return new String(peer.plaintext(), ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
