package io.github.ecsmetrics.agent.net;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * One HTTP/1.0 or 1.1 response: its head, and its body while the connection is open.
 *
 * <pre>
 * HTTP/1.1 200 OK
 * Content-Type: application/json
 * Content-Length: 2
 *
 * {}
 * </pre>
 *
 * <p>{@code Content-Length}, the chunks or the end of the connection tell where the body ends; 204
 * and 304 have none (RFC 9112, section 6.3). No redirect is followed: nobody configured the address
 * that it names.
 */
public final class HttpResponse implements Closeable {
  private static final int MAX_HEAD = 16 * 1024;
  private static final int MAX_BODY = 4 * 1024 * 1024;

  private final DeadlineInput in;
  private final Closeable connection;
  private int headBytes;
  private int status;
  private String retryAfter;
  private String contentType;
  private long contentLength = -1;
  private boolean chunked;

  /** Bytes of the body, or of the current chunk: all, and those still to come. */
  private long size;

  private long left;
  private boolean lastChunk;

  private HttpResponse(DeadlineInput in, Closeable connection) {
    this.in = in;
    this.connection = connection;
  }

  /**
   * Reads the head.
   *
   * @param connection closed with the response
   */
  static HttpResponse read(DeadlineInput in, Closeable connection) throws IOException {
    HttpResponse response = new HttpResponse(in, connection);
    do response.readHead();
    while (response.status / 100 == 1);
    if (response.status == 204 || response.status == 304) {
      response.contentLength = 0;
      response.chunked = false;
    }
    response.size = response.contentLength < 0 ? Long.MAX_VALUE : response.contentLength;
    response.left = response.chunked ? 0 : response.size;
    return response;
  }

  private void readHead() throws IOException {
    status = statusOf(readLine());
    for (String line = readLine(); !line.isEmpty(); line = readLine()) {
      int colon = line.indexOf(':');
      if (colon < 0) throw quoting("not an HTTP header", line);
      String name = line.substring(0, colon).trim();
      String value = line.substring(colon + 1).trim();
      if (name.equalsIgnoreCase("Content-Length")) contentLength = lengthOf(value);
      if (name.equalsIgnoreCase("Transfer-Encoding")) chunked = value.equalsIgnoreCase("chunked");
      if (name.equalsIgnoreCase("Retry-After")) retryAfter = value;
      if (name.equalsIgnoreCase("Content-Type")) contentType = value;
    }
  }

  private static int statusOf(String line) throws IOException {
    if (line.startsWith("HTTP/1.") && line.length() >= 12 && line.charAt(8) == ' ') {
      long status = number(line.substring(9, 12), 10);
      if (status >= 100) return (int) status;
    }
    throw quoting("not an HTTP answer", line);
  }

  private static long lengthOf(String value) throws IOException {
    long length = number(value, 10);
    if (length >= 0) return length;
    throw quoting("wrong Content-Length", value);
  }

  /** 200 to 999. */
  public int status() {
    return status;
  }

  /** The value of {@code Retry-After} as given (RFC 9110, section 10.2.3), or null. */
  public String retryAfter() {
    return retryAfter;
  }

  /** The value of {@code Content-Type} as given, or null. */
  public String contentType() {
    return contentType;
  }

  /**
   * Reads the whole body.
   *
   * @throws IOException if it does not come in time, breaks off or is larger than 4 MiB
   */
  public byte[] body() throws IOException {
    boolean counted = !chunked && contentLength >= 0;
    byte[] body = new byte[counted ? checkedSize(contentLength) : 8192];
    int length = 0;
    for (int count = 0; count >= 0; count = read(body, length, body.length - length)) {
      length = checkedSize((long) length + count);
      if (length == body.length && !counted) body = Arrays.copyOf(body, 2 * length);
    }
    return length == body.length ? body : Arrays.copyOf(body, length);
  }

  /**
   * Writes the whole body, piece by piece.
   *
   * @throws IOException as {@link #body} does, perhaps after a part was written
   */
  public void copyBody(OutputStream out) throws IOException {
    if (!chunked && contentLength >= 0) checkedSize(contentLength);
    byte[] piece = new byte[8192];
    long length = 0;
    for (int count = 0; count >= 0; count = read(piece, 0, piece.length)) {
      length = checkedSize(length + count);
      out.write(piece, 0, count);
    }
  }

  /**
   * Reads the start of the body, which may end, stall or break off anywhere.
   *
   * @param most bytes to read
   * @param millis to wait for them
   */
  public byte[] startOfBody(int most, int millis) {
    byte[] start = new byte[most];
    int length = 0;
    try {
      in.endWithin(millis);
      for (int count = 0; count >= 0 && length < most; count = read(start, length, most - length)) {
        length += count;
      }
    } catch (IOException stalled) {
      // The part that came has to do.
    }
    return Arrays.copyOf(start, length);
  }

  /** Reads up to {@code length} bytes of the body; -1 at its end. */
  private int read(byte[] target, int offset, int length) throws IOException {
    if (chunked && left == 0 && !lastChunk) nextChunk();
    if (left == 0) return -1;
    int count = in.read(target, offset, (int) Math.min(length, left));
    if (count < 0) {
      if (size == Long.MAX_VALUE) return -1;
      throw new IOException(
          "the connection ended after " + (size - left) + " of " + size + " bytes");
    }
    left -= count;
    if (chunked && left == 0 && !readLine().isEmpty()) {
      throw new IOException("a chunk is longer than its size says");
    }
    return count;
  }

  private void nextChunk() throws IOException {
    headBytes = 0;
    String line = readLine();
    int semicolon = line.indexOf(';');
    size = number((semicolon < 0 ? line : line.substring(0, semicolon)).trim(), 16);
    if (size < 0) throw quoting("wrong chunk size", line);
    left = checkedSize(size);
    lastChunk = size == 0;
  }

  /** Negative if the digits are no number. */
  private static long number(String digits, int radix) {
    try {
      return Long.parseLong(digits, radix);
    } catch (IllegalArgumentException notANumber) {
      return -1;
    }
  }

  private static int checkedSize(long size) throws IOException {
    if (size <= MAX_BODY) return (int) size;
    throw new RequestException("too_large", "the answer is larger than 4 MiB", null);
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) throw new IOException("the connection ended before the answer did");
      if (++headBytes > MAX_HEAD) throw new IOException("more than 16 KiB of HTTP headers");
      if (next != '\r') line.append((char) next);
    }
    return line.toString();
  }

  /** The only failure that has a part of the answer in its message. */
  private static RequestException quoting(String flaw, String text) {
    String start = text.length() <= 60 ? text : text.substring(0, 60) + "...";
    return new RequestException("broken", flaw + ": " + start, null);
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
