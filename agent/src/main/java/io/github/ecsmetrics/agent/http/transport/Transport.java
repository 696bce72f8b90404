package io.github.ecsmetrics.agent.http.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Non-blocking reads and writes on one connection, in clear text. */
public class Transport {
  /** The most that is written at once, in bytes. */
  public static final int MAX_WRITE = 256 * 1024;

  private final SocketChannel channel;

  /** A transport over a non-blocking channel. */
  public Transport(SocketChannel channel) {
    this.channel = channel;
  }

  /**
   * Reads what has arrived.
   *
   * @return the bytes read, 0 if there are none now, -1 at the end
   */
  public int read(ByteBuffer to) throws IOException {
    return channel.read(to);
  }

  /** Writes as much as the kernel accepts; returns true if nothing is left. */
  public boolean write(ByteBuffer from) throws IOException {
    int end = from.limit();
    while (from.hasRemaining()) {
      // For as long as a thread lives, the JDK keeps native memory for its longest write.
      from.limit(Math.min(end, from.position() + MAX_WRITE));
      int written = channel.write(from);
      from.limit(end);
      if (written == 0) return false;
    }
    return true;
  }

  /** Whether the transport has bytes of its own to write, as TLS has. */
  public boolean wantsToWrite() {
    return false;
  }

  /** Whether the client needs no certificate, or has shown a valid one. */
  public boolean isTrusted() {
    return true;
  }

  /** Closes our direction; the client may still be sending. */
  public void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  /** Closes the connection. */
  public void close() {
    try {
      channel.close();
    } catch (IOException ignored) {
      // Nothing more can be done for it.
    }
  }
}
