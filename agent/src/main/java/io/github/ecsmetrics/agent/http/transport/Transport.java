package io.github.ecsmetrics.agent.http.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The bytes of one connection, without blocking: plain TCP. */
public class Transport {
  /** Most that is written at once, in bytes. */
  public static final int MAX_WRITE = 256 * 1024;

  private final SocketChannel channel;

  /** Over a channel that does not block. */
  public Transport(SocketChannel channel) {
    this.channel = channel;
  }

  /** Reads what is there: 0 if nothing, -1 at the end. */
  public int read(ByteBuffer to) throws IOException {
    return channel.read(to);
  }

  /** Writes what the kernel takes; true if that was all. */
  public boolean write(ByteBuffer from) throws IOException {
    int end = from.limit();
    while (from.hasRemaining()) {
      // The JDK keeps native memory for the longest write of a thread, as long as that lives.
      from.limit(Math.min(end, from.position() + MAX_WRITE));
      int written = channel.write(from);
      from.limit(end);
      if (written == 0) return false;
    }
    return true;
  }

  /** Whether bytes of the transport's own wait to be written. */
  public boolean wantsToWrite() {
    return false;
  }

  /** Whether the client has shown the certificate that it needs, if it needs one. */
  public boolean isTrusted() {
    return true;
  }

  /** Says the end to the client, which may still be sending. */
  public void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  public void close() {
    try {
      channel.close();
    } catch (IOException ignored) {
      // Nothing is left to be done with it.
    }
  }
}
