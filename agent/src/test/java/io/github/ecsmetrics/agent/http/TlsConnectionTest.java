package io.github.ecsmetrics.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ends, key updates and renegotiations of a connection whose handshake is over. */
class TlsConnectionTest {
  @RegisterExtension static final TlsExample tls = new TlsExample();

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
    try (TlsClient client = tls.connect(protocol)) {
      if (afterRequest) client.send(client.peer.send(TlsClient.REQUEST));
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
    try (TlsClient client = tls.connect("TLSv1.3")) {
      for (int i = 0; i < 3; i++) {
        client.peer.beginHandshake();
        client.send(client.peer.send());
        client.send(client.peer.send(TlsClient.REQUEST));
      }
      client.end();
      assertEquals(4, client.readText().split("HTTP/1.1 200", -1).length);
    }
  }

  @Test
  void renegotiationEndsTheConnection() throws Exception {
    try (TlsClient client = tls.connect("TLSv1.2")) {
      client.peer.beginHandshake();
      client.send(client.peer.send());
      assertEquals("", client.readText());
    }
    tls.assertOthersAreServed();
  }
}
