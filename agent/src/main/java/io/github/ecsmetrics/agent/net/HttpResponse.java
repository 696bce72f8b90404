package io.github.ecsmetrics.agent.net;

import java.io.IOException;
import java.util.Arrays;

/**
 * Reads one HTTP/1.0 or 1.1 response: the body's bytes if the status is 200, else an exception.
 *
 * <pre>
 * HTTP/1.1 200 OK
 * Content-Type: application/json
 * Content-Length: 2
 *
 * {}
 * </pre>
 *
 * <p>The end of the body is told by {@code Content-Length}, by the chunks or by the end of the
 * connection. A redirect is an error like any other status: what it points to was not configured by
 * anybody.
 */
public final class HttpResponse {
  private static final int MAX_HEAD = 16 * 1024;
  private static final int MAX_BODY = 4 * 1024 * 1024;

  private final DeadlineInput in;
  private int headBytes;
  private long contentLength = -1;
  private boolean chunked;

  private HttpResponse(DeadlineInput in) {
    this.in = in;
  }

  public static byte[] readBody(DeadlineInput in) throws IOException {
    HttpResponse response = new HttpResponse(in);
    int status = response.readHead();
    while (status / 100 == 1) status = response.readHead();
    if (status != 200) throw new RequestException("http_" + status, "HTTP " + status, null);
    if (response.chunked) return response.readChunks();
    return response.contentLength >= 0 ? response.readCounted() : response.readToEnd();
  }

  private int readHead() throws IOException {
    int status = statusOf(readLine());
    for (String line = readLine(); !line.isEmpty(); line = readLine()) {
      int colon = line.indexOf(':');
      if (colon < 0) throw new IOException("not an HTTP header: " + start(line));
      String name = line.substring(0, colon).trim();
      String value = line.substring(colon + 1).trim();
      if (name.equalsIgnoreCase("Content-Length")) contentLength = lengthOf(value);
      if (name.equalsIgnoreCase("Transfer-Encoding")) chunked = value.equalsIgnoreCase("chunked");
    }
    return status;
  }

  private static int statusOf(String line) throws IOException {
    if (line.startsWith("HTTP/1.") && line.length() >= 12 && line.charAt(8) == ' ') {
      long status = number(line.substring(9, 12), 10);
      if (status >= 100) return (int) status;
    }
    throw new IOException("not an HTTP answer: " + start(line));
  }

  private static long lengthOf(String value) throws IOException {
    long length = number(value, 10);
    if (length >= 0) return length;
    throw new IOException("wrong Content-Length: " + start(value));
  }

  private byte[] readCounted() throws IOException {
    byte[] body = new byte[checkedSize(contentLength)];
    in.readFully(body, 0, body.length);
    return body;
  }

  private byte[] readChunks() throws IOException {
    byte[] body = new byte[8192];
    int size = 0;
    for (int chunk = chunkSize(); chunk > 0; chunk = chunkSize()) {
      int needed = checkedSize((long) size + chunk);
      if (needed > body.length) body = Arrays.copyOf(body, Math.max(needed, 2 * body.length));
      in.readFully(body, size, chunk);
      size = needed;
      if (!readLine().isEmpty()) throw new IOException("a chunk is longer than its size says");
    }
    return Arrays.copyOf(body, size);
  }

  private int chunkSize() throws IOException {
    headBytes = 0;
    String line = readLine();
    int semicolon = line.indexOf(';');
    String size = (semicolon < 0 ? line : line.substring(0, semicolon)).trim();
    long value = number(size, 16);
    if (value >= 0) return (int) Math.min(value, Integer.MAX_VALUE);
    throw new IOException("wrong chunk size: " + start(line));
  }

  /** Negative for what is no number that could be meant. */
  private static long number(String digits, int radix) {
    try {
      return Long.parseLong(digits, radix);
    } catch (IllegalArgumentException notANumber) {
      return -1;
    }
  }

  private byte[] readToEnd() throws IOException {
    byte[] body = new byte[8192];
    int size = 0;
    for (int count = 0; count >= 0; count = in.read(body, size, body.length - size)) {
      size = checkedSize(size + count);
      if (size == body.length) body = Arrays.copyOf(body, 2 * size);
    }
    return Arrays.copyOf(body, size);
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

  private static String start(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }
}
