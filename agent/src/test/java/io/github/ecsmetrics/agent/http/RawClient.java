package io.github.ecsmetrics.agent.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** An HTTP client on a plain socket that shows everything the server sends. */
final class RawClient implements Closeable {
  final Socket socket;

  RawClient(int port) throws IOException {
    this(new Socket());
    socket.connect(new InetSocketAddress("127.0.0.1", port), 20_000);
  }

  RawClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(20_000);
  }

  /** What one answer holds. */
  record Answer(int status, Map<String, String> headers, byte[] bytes) {
    String header(String name) {
      return headers.get(name);
    }

    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    String unzipped() throws IOException {
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  /** One request on a connection of its own. */
  static Answer ask(int port, String request, String... headers) throws IOException {
    try (RawClient client = new RawClient(port)) {
      return client.ask(request, headers);
    }
  }

  static Answer get(int port, String path, String... headers) throws IOException {
    return ask(port, "GET " + path, headers);
  }

  /** Sends for example {@code GET /metrics} with these headers, and reads the answer. */
  Answer ask(String request, String... headers) throws IOException {
    StringBuilder head = new StringBuilder(request + " HTTP/1.1\r\nHost: test\r\n");
    for (String header : headers) head.append(header).append("\r\n");
    send(head + "\r\n");
    return read(!request.startsWith("HEAD "));
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  Answer read(boolean withBody) throws IOException {
    InputStream in = socket.getInputStream();
    String status = line(in);
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(": ");
      headers.put(line.substring(0, colon), line.substring(colon + 2));
    }
    int length = withBody ? Integer.parseInt(headers.get("Content-Length")) : 0;
    byte[] body = in.readNBytes(length);
    if (body.length < length) throw new EOFException("body cut");
    return new Answer(Integer.parseInt(status.substring(9, 12)), headers, body);
  }

  /** Whether the server has closed, seen within the socket's timeout. */
  boolean atEnd() throws IOException {
    return socket.getInputStream().read() < 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) throw new EOFException("after \"" + line + "\"");
      if (c != '\r') line.write(c);
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }
}
