package io.github.ecsmetrics.agent.http;

import io.github.ecsmetrics.agent.http.transport.Transport;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One complete response: status, headers and body. */
final class Response {
  static final String JSON = "application/json";
  static final String TEXT = "text/plain; charset=utf-8";

  final int status;

  /** The body in pieces; their bytes are not copied. */
  private final byte[][] body;

  private final int length;

  /** Header lines with their ends. */
  private final String headers;

  private Response(int status, String headers, byte[][] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.length = length(body);
  }

  static Response of(int status, String contentType, byte[]... body) {
    return new Response(status, "Content-Type: " + contentType + "\r\n", body);
  }

  /** A short message for a person. */
  static Response text(int status, String message) {
    return of(status, TEXT, (message + "\n").getBytes(StandardCharsets.UTF_8));
  }

  Response with(String header, String value) {
    return new Response(status, headers + header + ": " + value + "\r\n", body);
  }

  /**
   * The bytes to send. Head and body are in one buffer, so that they leave in one write. A large
   * body is not copied, since each slow reader would hold a copy.
   */
  ByteBuffer[] encode(boolean headOnly, boolean keepAlive) {
    byte[] head = head(keepAlive).getBytes(StandardCharsets.ISO_8859_1);
    if (headOnly) return new ByteBuffer[] {ByteBuffer.wrap(head)};
    if (head.length + length > Transport.MAX_WRITE) return apart(head);
    return new ByteBuffer[] {together(head)};
  }

  private String head(boolean keepAlive) {
    return "HTTP/1.1 "
        + status
        + ' '
        + reason()
        + "\r\nDate: "
        + HttpDate.format(System.currentTimeMillis() / 1000)
        + "\r\n"
        + headers
        + "Content-Length: "
        + length
        + "\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: "
        + (keepAlive ? "keep-alive" : "close")
        + "\r\n\r\n";
  }

  private ByteBuffer together(byte[] head) {
    ByteBuffer all = ByteBuffer.allocate(head.length + length).put(head);
    for (byte[] piece : body) all.put(piece);
    all.flip();
    return all;
  }

  private ByteBuffer[] apart(byte[] head) {
    ByteBuffer[] buffers = new ByteBuffer[1 + body.length];
    buffers[0] = ByteBuffer.wrap(head);
    for (int i = 0; i < body.length; i++) buffers[i + 1] = ByteBuffer.wrap(body[i]);
    return buffers;
  }

  private static int length(byte[][] pieces) {
    int length = 0;
    for (byte[] piece : pieces) length += piece.length;
    return length;
  }

  private String reason() {
    switch (status) {
      case 200:
        return "OK";
      case 400:
        return "Bad Request";
      case 401:
        return "Unauthorized";
      case 403:
        return "Forbidden";
      case 404:
        return "Not Found";
      case 405:
        return "Method Not Allowed";
      case 413:
        return "Content Too Large";
      case 431:
        return "Request Header Fields Too Large";
      default:
        return "Service Unavailable";
    }
  }
}
