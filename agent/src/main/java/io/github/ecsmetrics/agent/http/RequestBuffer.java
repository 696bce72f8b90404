package io.github.ecsmetrics.agent.http;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The bytes that a client has sent and that belong to no request yet. */
final class RequestBuffer {
  /** Longest request head in bytes, with any empty lines before it (RFC 9112, 2.2). */
  static final int MAX_HEAD = 8 * 1024;

  /** The first byte of a client that expects TLS (RFC 8446, 5.1); no request begins with it. */
  private static final byte TLS_HANDSHAKE = 22;

  private byte[] bytes = new byte[512];
  private int length;

  /** No head ends before this index. */
  private int scanned;

  boolean isEmpty() {
    return length == 0;
  }

  void append(ByteBuffer more) {
    int sum = length + more.remaining();
    if (sum > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(sum, 2 * bytes.length));
    more.get(bytes, length, more.remaining());
    length = sum;
  }

  /**
   * Removes the next request and returns it, or returns null until its head is complete.
   *
   * @throws BadRequestException with status 431 if the head is too long, 400 if it is invalid or a
   *     TLS record, which would never become complete
   */
  Request next() throws BadRequestException {
    int start = 0;
    while (start < length && (bytes[start] == '\r' || bytes[start] == '\n')) start++;
    if (start < length && bytes[start] == TLS_HANDSHAKE) {
      throw new BadRequestException(400, "this port has no TLS");
    }
    int end = endOfHead(start);
    if ((end < 0 ? length : end) > MAX_HEAD) {
      throw new BadRequestException(431, "request head larger than " + MAX_HEAD + " bytes");
    }
    if (end < 0) return null;
    Request request = Request.parse(bytes, start, end);
    length -= end;
    System.arraycopy(bytes, end, bytes, 0, length);
    scanned = 0;
    return request;
  }

  /** The index after the empty line that ends the head; -1 if that line is not there yet. */
  private int endOfHead(int start) {
    int at = Math.max(scanned, start);
    while (at < length && !(bytes[at] == '\n' && endsHead(at, start))) at++;
    scanned = at;
    return at < length ? at + 1 : -1;
  }

  private boolean endsHead(int feed, int start) {
    int before = feed - 1;
    if (before > start && bytes[before] == '\r') before--;
    return before > start && bytes[before] == '\n';
  }
}
