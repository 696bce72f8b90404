package io.github.ecsmetrics.agent.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.ecsmetrics.agent.tls.TlsPeer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import javax.net.ssl.SSLException;

/** A connection whose handshake is over, and which sends what records the test likes. */
final class TlsClient implements AutoCloseable {
  static final byte[] REQUEST = "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1);

  final TlsPeer peer;
  private final Socket socket;
  private final int piece;

  /**
   * @param piece the number of bytes that are sent at a time
   */
  TlsClient(Socket socket, TlsPeer peer, int piece) throws IOException {
    this.socket = socket;
    this.peer = peer.beginHandshake();
    this.piece = piece;
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
      send(socket, Arrays.copyOfRange(bytes, at, Math.min(at + piece, bytes.length)));
    }
  }

  void end() {
    end(socket);
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

  static void send(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException cut) {
      // The server may be done with this client before all is sent.
    }
  }

  /** Closes the client's direction of the TCP connection. */
  static void end(Socket socket) {
    try {
      socket.shutdownOutput();
    } catch (IOException cut) {
      // As above.
    }
  }

  static byte[] readToTheEnd(Socket socket) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      InputStream in = socket.getInputStream();
      in.transferTo(all);
    } catch (SocketException reset) {
      // As good as the end.
    }
    return all.toByteArray();
  }
}
