package io.github.ecsmetrics.agent.http.transport;

import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Set;

/** A connection in memory that never blocks, and whose reads and writes may be short. */
final class MemoryChannel extends SocketChannel {
  /** The most bytes that one read returns, and one write takes. */
  int piece = Integer.MAX_VALUE;

  /** How often the server has read. */
  int reads;

  private byte[] toServer = {};
  private int position;
  private boolean ended;
  private final ByteArrayOutputStream fromServer = new ByteArrayOutputStream();

  MemoryChannel() {
    super(null);
  }

  /** The client sends that; reads must have taken all that it sent before. */
  void send(byte[] bytes) {
    byte[] all = new byte[available() + bytes.length];
    System.arraycopy(toServer, position, all, 0, available());
    System.arraycopy(bytes, 0, all, available(), bytes.length);
    toServer = all;
    position = 0;
  }

  /** The client closes its direction. */
  void end() {
    ended = true;
  }

  int available() {
    return toServer.length - position;
  }

  /** What the server has sent since the last call. */
  byte[] sent() {
    byte[] sent = fromServer.toByteArray();
    fromServer.reset();
    return sent;
  }

  @Override
  public int read(ByteBuffer to) {
    reads++;
    int length = Math.min(Math.min(piece, to.remaining()), available());
    if (length == 0 && ended && to.hasRemaining()) return -1;
    to.put(toServer, position, length);
    position += length;
    return length;
  }

  @Override
  public int write(ByteBuffer from) {
    byte[] bytes = new byte[Math.min(piece, from.remaining())];
    from.get(bytes);
    fromServer.writeBytes(bytes);
    return bytes.length;
  }

  @Override
  public SocketChannel shutdownOutput() {
    return this;
  }

  @Override
  protected void implCloseSelectableChannel() {}

  @Override
  protected void implConfigureBlocking(boolean block) {}

  @Override
  public long read(ByteBuffer[] to, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SocketChannel bind(SocketAddress local) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> SocketChannel setOption(SocketOption<T> name, T value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> T getOption(SocketOption<T> name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<SocketOption<?>> supportedOptions() {
    return Set.of();
  }

  @Override
  public SocketChannel shutdownInput() {
    return this;
  }

  @Override
  public Socket socket() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public boolean isConnectionPending() {
    return false;
  }

  @Override
  public boolean connect(SocketAddress remote) {
    return true;
  }

  @Override
  public boolean finishConnect() {
    return true;
  }

  @Override
  public SocketAddress getRemoteAddress() {
    return null;
  }

  @Override
  public SocketAddress getLocalAddress() {
    return null;
  }
}
