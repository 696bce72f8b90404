package io.github.ecsmetrics.agent.http.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** A transport whose bytes are encrypted; handshakes happen inside of {@link #read}. */
public final class TlsTransport extends Transport {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SocketChannel channel;
  private final SSLEngine engine;
  private final boolean clientCertificates;

  /** Received, still encrypted; filled up to its position. */
  private final ByteBuffer received;

  /** Encrypted, still to be sent; from position to limit. */
  private final ByteBuffer toSend;

  private boolean established;

  public TlsTransport(SocketChannel channel, SSLEngine engine, boolean clientCertificates) {
    super(channel);
    this.channel = channel;
    this.engine = engine;
    this.clientCertificates = clientCertificates;
    int packet = engine.getSession().getPacketBufferSize();
    received = ByteBuffer.allocate(packet);
    toSend = ByteBuffer.allocate(packet);
    toSend.limit(0);
  }

  @Override
  public int read(ByteBuffer to) throws IOException {
    while (flush()) {
      HandshakeStatus status = engine.getHandshakeStatus();
      if (status == HandshakeStatus.NEED_TASK) {
        runTasks();
        continue;
      }
      if (status == HandshakeStatus.NEED_WRAP) {
        if (wrap(NOTHING)) continue;
        flush();
        return -1;
      }
      received.flip();
      SSLEngineResult result = engine.unwrap(received, to);
      received.compact();
      established |= result.getHandshakeStatus() == HandshakeStatus.FINISHED;
      if (result.bytesProduced() > 0) return result.bytesProduced();
      if (result.getStatus() == Status.CLOSED) return -1;
      if (result.getStatus() == Status.BUFFER_OVERFLOW) throw new SSLException("large record");
      if (result.getStatus() != Status.BUFFER_UNDERFLOW) continue;
      int read = channel.read(received);
      if (read <= 0) return read;
    }
    return 0;
  }

  @Override
  public boolean write(ByteBuffer from) throws IOException {
    while (flush()) {
      if (!from.hasRemaining()) return true;
      if (!wrap(from)) throw new SSLException("closed");
    }
    return false;
  }

  @Override
  public boolean wantsToWrite() {
    return toSend.hasRemaining();
  }

  @Override
  public boolean isTrusted() {
    if (!clientCertificates) return true;
    try {
      return engine.getSession().getPeerCertificates().length > 0;
    } catch (SSLPeerUnverifiedException without) {
      return false;
    }
  }

  @Override
  public void shutdownOutput() throws IOException {
    sayGoodbye();
    super.shutdownOutput();
  }

  @Override
  public void close() {
    try {
      sayGoodbye();
    } catch (IOException | RuntimeException gone) {
      // Then nobody waits for it.
    }
    super.close();
  }

  /** Sends what is encrypted; true if that was all. */
  private boolean flush() throws IOException {
    if (toSend.hasRemaining()) channel.write(toSend);
    return !toSend.hasRemaining();
  }

  /** Encrypts one record; false if there is none to come any more. */
  private boolean wrap(ByteBuffer from) throws SSLException {
    toSend.clear();
    SSLEngineResult result;
    try {
      result = engine.wrap(from, toSend);
    } finally {
      // An engine that fails has written nothing; what an earlier record left there must not go
      // out.
      toSend.flip();
    }
    established |= result.getHandshakeStatus() == HandshakeStatus.FINISHED;
    return result.getStatus() != Status.CLOSED;
  }

  /** On the listener's thread: handshakes then cost the application one core at most. */
  private void runTasks() throws SSLException {
    // A second handshake on a connection serves nobody but who wants to keep us busy.
    if (established) throw new SSLException("renegotiation");
    for (Runnable task = engine.getDelegatedTask(); task != null; ) {
      task.run();
      task = engine.getDelegatedTask();
    }
  }

  private void sayGoodbye() throws IOException {
    engine.closeOutbound();
    if (!flush()) return;
    wrap(NOTHING);
    flush();
  }
}
