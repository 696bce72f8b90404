package io.github.ecsmetrics.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.util.HexFormat;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Records that are wrong, changed, repeated, cut or clear text, in the ways that tlsfuzzer tries.
 */
class TlsHostileRecordsTest {
  /** Two records: {@code user_canceled}, then {@code close_notify} (RFC 8446, 6.1). */
  private static final String CANCELED = "1503[0-9a-f]{2}0002015a" + "1503[0-9a-f]{2}00020100";

  private static final String FATAL_ALERT = "1503[0-9a-f]{2}000202[0-9a-f]{2}";

  @RegisterExtension static final TlsExample tls = new TlsExample();

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
    try (Socket socket = tls.socket()) {
      socket.setSoTimeout(5_000);
      TlsClient.send(socket, HexFormat.of().parseHex(bytes));
      TlsClient.send(socket, new byte[more]);
      TlsClient.end(socket);
      String answer = HexFormat.of().formatHex(TlsClient.readToTheEnd(socket));
      assertTrue(answer.matches(FATAL_ALERT + "|" + CANCELED + "|"), answer);
    }
    tls.assertOthersAreServed();
  }

  @ParameterizedTest
  @CsvSource({
    "TLSv1.3, 0", "TLSv1.3, 4", "TLSv1.3, 7", "TLSv1.3, -1",
    "TLSv1.2, 0", "TLSv1.2, 4", "TLSv1.2, 7", "TLSv1.2, -1"
  })
  void changedRecordIsNoRequest(String protocol, int at) throws Exception {
    try (TlsClient client = tls.connect(protocol)) {
      byte[] record = client.peer.send(TlsClient.REQUEST);
      record[at < 0 ? record.length - 1 : at] ^= 1;
      client.send(record);
      client.end();
      assertEquals("", client.readText());
    }
    tls.assertOthersAreServed();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void repeatedRecordIsNoSecondRequest(String protocol) throws Exception {
    try (TlsClient client = tls.connect(protocol)) {
      byte[] record = client.peer.send(TlsClient.REQUEST);
      client.send(record);
      client.send(record);
      String text = client.readText();
      assertTrue(text.indexOf("HTTP/1.1") == text.lastIndexOf("HTTP/1.1"), text);
    }
    tls.assertOthersAreServed();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void clearTextAfterTheHandshakeIsNoRequest(String protocol) throws Exception {
    try (TlsClient client = tls.connect(protocol)) {
      client.send(TlsClient.REQUEST);
      client.end();
      assertEquals("", client.readText());
    }
    tls.assertOthersAreServed();
  }

  /** Handshake and request a byte at a time; the connection is cut before each tenth of them. */
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void recordsMayBeCutAtEveryByte(String protocol) throws Exception {
    try (TlsClient client = tls.connect(protocol, 1)) {
      client.send(client.peer.send(TlsClient.REQUEST));
      client.end();
      assertTrue(client.readText().endsWith(ServedExample.METRICS_TEXT));
    }
    byte[] hello = tls.peer(protocol).beginHandshake().send();
    for (int length = 1; length < hello.length; length += 10) {
      try (Socket socket = tls.socket()) {
        socket.getOutputStream().write(hello, 0, length);
        socket.shutdownOutput();
        assertTrue(TlsClient.readToTheEnd(socket).length <= 14, "more than an alert");
      }
    }
    tls.assertOthersAreServed();
  }
}
