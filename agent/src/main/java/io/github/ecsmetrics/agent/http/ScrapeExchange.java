package io.github.ecsmetrics.agent.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The exchange that client_java's handler answers into memory. */
final class ScrapeExchange extends HttpExchange {
  private final URI uri;
  private final Headers requestHeaders = new Headers();
  private final Headers responseHeaders = new Headers();
  private final Body body = new Body();
  private int status = -1;

  ScrapeExchange(String query, boolean openMetrics) {
    uri = URI.create(query.isEmpty() ? "/metrics" : "/metrics?" + query);
    if (openMetrics) requestHeaders.set("Accept", "application/openmetrics-text");
  }

  byte[] body() {
    return body.bytes;
  }

  String contentType() {
    return responseHeaders.getFirst("Content-Type");
  }

  /** What the handler says about a failure, without its stack trace. */
  String firstLine() {
    String text = new String(body(), StandardCharsets.UTF_8);
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }

  @Override
  public Headers getRequestHeaders() {
    return requestHeaders;
  }

  @Override
  public Headers getResponseHeaders() {
    return responseHeaders;
  }

  @Override
  public URI getRequestURI() {
    return uri;
  }

  @Override
  public String getRequestMethod() {
    return "GET";
  }

  @Override
  public void sendResponseHeaders(int code, long length) {
    status = code;
  }

  @Override
  public int getResponseCode() {
    return status;
  }

  @Override
  public OutputStream getResponseBody() {
    return body;
  }

  @Override
  public InputStream getRequestBody() {
    return new ByteArrayInputStream(new byte[0]);
  }

  @Override
  public String getProtocol() {
    return "HTTP/1.1";
  }

  @Override
  public HttpContext getHttpContext() {
    return null;
  }

  @Override
  public InetSocketAddress getRemoteAddress() {
    return null;
  }

  @Override
  public InetSocketAddress getLocalAddress() {
    return null;
  }

  @Override
  public Object getAttribute(String name) {
    return null;
  }

  @Override
  public void setAttribute(String name, Object value) {}

  @Override
  public void setStreams(InputStream in, OutputStream out) {
    throw new UnsupportedOperationException();
  }

  @Override
  public HttpPrincipal getPrincipal() {
    return null;
  }

  @Override
  public void close() {}

  /** The handler writes into a buffer of its own and copies that here, in one piece. */
  private static final class Body extends OutputStream {
    private byte[] bytes = new byte[0];

    @Override
    public void write(byte[] from, int offset, int length) {
      int size = bytes.length;
      bytes = Arrays.copyOf(bytes, size + length);
      System.arraycopy(from, offset, bytes, size, length);
    }

    @Override
    public void write(int one) {
      write(new byte[] {(byte) one}, 0, 1);
    }
  }
}
