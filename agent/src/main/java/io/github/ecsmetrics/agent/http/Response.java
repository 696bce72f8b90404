package io.github.ecsmetrics.agent.http;

import io.github.ecsmetrics.agent.http.wire.Wire;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One complete answer: status, headers and body. */
final class Response {
  static final String JSON = "application/json";
  static final String TEXT = "text/plain; charset=utf-8";

  final int status;
  private final byte[] body;

  /** Complete lines. */
  private final String headers;

  private Response(int status, String headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  static Response of(int status, String contentType, byte[] body) {
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
   * What goes out: head and body in one buffer, so that they leave in one write, unless the body is
   * so large that slow readers of copies would cost too much memory.
   */
  ByteBuffer[] encode(boolean headOnly, boolean keepAlive) {
    String head =
        "HTTP/1.1 "
            + status
            + ' '
            + reason()
            + "\r\nDate: "
            + HttpDate.format(System.currentTimeMillis() / 1000)
            + "\r\n"
            + headers
            + "Content-Length: "
            + body.length
            + "\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: "
            + (keepAlive ? "keep-alive" : "close")
            + "\r\n\r\n";
    byte[] bytes = head.getBytes(StandardCharsets.ISO_8859_1);
    if (headOnly) return new ByteBuffer[] {ByteBuffer.wrap(bytes)};
    if (bytes.length + body.length > Wire.MAX_WRITE) {
      return new ByteBuffer[] {ByteBuffer.wrap(bytes), ByteBuffer.wrap(body)};
    }
    ByteBuffer both = ByteBuffer.allocate(bytes.length + body.length);
    both.put(bytes).put(body).flip();
    return new ByteBuffer[] {both};
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
