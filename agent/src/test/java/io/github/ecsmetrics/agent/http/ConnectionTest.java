package io.github.ecsmetrics.agent.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.agent.net.RequestException;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One connection with several requests, and the ways in which clients send them. */
class ConnectionTest {
  @RegisterExtension final ServedExample served = new ServedExample();
  private MetricsServer server;

  @BeforeEach
  void start() throws RequestException {
    server = served.polled().serve();
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1, '', keep-alive",
    "HTTP/1.1, Connection: close, close",
    "HTTP/1.1, 'Connection: TE, Close', close",
    "HTTP/1.0, '', close",
    "HTTP/1.0, Connection: keep-alive, keep-alive"
  })
  void clientChoosesWhetherToGoOn(String version, String header, String connection)
      throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      String line = header.isEmpty() ? "" : header + "\r\n";
      client.send("GET /metrics " + version + "\r\nHost: a\r\n" + line + "\r\n");
      assertEquals(connection, client.read(true).header("Connection"));
      if (connection.equals("close")) assertTrue(client.atEnd());
      else assertEquals(200, client.ask("GET /task").status());
    }
  }

  @Test
  void requestsSentAheadAreAnsweredInOrder() throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      String metrics = "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n";
      client.send(
          metrics
              + "\r\nGET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n"
              + metrics
              + "HEAD /task HTTP/1.1\nHost: a\n\n");
      assertEquals(ServedExample.METRICS_TEXT, client.read(true).text());
      assertEquals(404, client.read(true).status());
      assertEquals(ServedExample.METRICS_TEXT, client.read(true).text());
      assertEquals(200, client.read(false).status());
    }
  }

  @Test
  void headMayComeByteByByte() throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.socket.setTcpNoDelay(true);
      String request = "GET http://test:9546/task HTTP/1.1\r\nHost: test\r\n\r\n";
      for (int i = 0; i < request.length(); i++) client.send(request.substring(i, i + 1));
      assertArrayEquals(served.task, client.read(true).bytes());
    }
  }

  @Test
  void halfClosedClientGetsItsAnswer() throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.send("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n");
      client.socket.shutdownOutput();
      assertEquals(ServedExample.METRICS_TEXT, client.read(true).text());
    }
  }
}
