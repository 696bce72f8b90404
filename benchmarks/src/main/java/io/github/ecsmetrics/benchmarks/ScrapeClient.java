package io.github.ecsmetrics.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import jdk.net.ExtendedSocketOptions;

/** One kept-alive connection that gets a path again and again, one write a request. */
final class ScrapeClient implements Closeable {
  private final Socket socket;
  private final boolean quickAck;
  private final byte[] request;
  private final byte[] buffer = new byte[256 * 1024];

  /**
   * @param quickAck whether to acknowledge at once; an ordinary client delays it by up to 40 ms,
   *     for which a server waits that writes twice
   */
  ScrapeClient(int port, String path, boolean quickAck) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    this.quickAck = quickAck;
    this.request = ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(ISO_8859_1);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(20_000);
  }

  /** Returns the size of the whole answer, which is 200 or throws. */
  int get() throws IOException {
    acknowledgeAtOnce();
    socket.getOutputStream().write(request);
    int size = 0;
    int end = -1;
    while (end < 0 || size < end) {
      int read = read(size);
      size += read;
      if (end < 0) end = end(size);
      else if (end == Integer.MAX_VALUE && endsChunks(size)) end = size;
    }
    return size;
  }

  private int read(int offset) throws IOException {
    InputStream in = socket.getInputStream();
    int read = in.read(buffer, offset, buffer.length - offset);
    if (read <= 0) throw new EOFException("answer ends after " + offset + " bytes");
    acknowledgeAtOnce();
    return read;
  }

  /** Where the answer ends: -1 before its head is complete, the maximum while chunks may follow. */
  private int end(int size) throws IOException {
    String text = new String(buffer, 0, Math.min(size, 2048), ISO_8859_1);
    int head = text.indexOf("\r\n\r\n");
    if (head < 0) return -1;
    if (!text.startsWith("HTTP/1.1 200")) throw new IOException(text);
    for (String line : text.substring(0, head).split("\r\n")) {
      if (line.regionMatches(true, 0, "content-length:", 0, 15))
        return head + 4 + Integer.parseInt(line.substring(15).trim());
    }
    return endsChunks(size) ? size : Integer.MAX_VALUE;
  }

  private boolean endsChunks(int size) {
    return size >= 7 && new String(buffer, size - 7, 7, ISO_8859_1).equals("\r\n0\r\n\r\n");
  }

  /** The kernel forgets the wish with every answer. */
  private void acknowledgeAtOnce() throws IOException {
    if (quickAck) socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
