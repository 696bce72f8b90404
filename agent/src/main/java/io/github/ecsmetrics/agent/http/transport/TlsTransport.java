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

/**
 * TLS over a non-blocking channel. Handshakes happen inside {@link #read}.
 *
 * <p>An {@code SSLSocket} would be less code, but its handshakes and reads block: with four
 * threads, four clients that stall made the next one wait 10 s and 64 made it wait 161 s, and
 * without a limit every client holds a thread (prometheus/client_java#2284). A worker for the
 * handshake alone would need this code as well, and a hand-over between threads. The state here is
 * two buffers and whether the first handshake is over; all else is the engine's {@link
 * HandshakeStatus}.
 */
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

  /**
   * A transport whose handshake has not begun.
   *
   * @param clientCertificates whether a client needs a certificate to be trusted
   */
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

  /**
   * {@inheritDoc}
   *
   * <p>Receives at most one buffer from the channel, so that a client that sends records without
   * content, as fast as they can be decrypted, does not keep the others waiting.
   */
  @Override
  public int read(ByteBuffer to) throws IOException {
    boolean mayReceive = true;
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
      if (result.getStatus() == Status.BUFFER_OVERFLOW) throw tooLarge();
      if (result.getStatus() != Status.BUFFER_UNDERFLOW) continue;
      // The JDK accepts records of twice the size that RFC 8446, 5.1 allows.
      if (!received.hasRemaining()) throw tooLarge();
      if (!mayReceive) return 0;
      mayReceive = false;
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
    } catch (SSLPeerUnverifiedException withoutCertificate) {
      return false;
    }
  }

  @Override
  public void shutdownOutput() throws IOException {
    sendCloseNotify();
    super.shutdownOutput();
  }

  @Override
  public void close() {
    try {
      sendCloseNotify();
    } catch (IOException | RuntimeException gone) {
      // Then the client does not need it.
    }
    super.close();
  }

  /** Sends what is encrypted; returns true if nothing is left. */
  private boolean flush() throws IOException {
    if (toSend.hasRemaining()) channel.write(toSend);
    return !toSend.hasRemaining();
  }

  /**
   * Encrypts one record.
   *
   * @return false if the engine is closed or makes no record now
   */
  private boolean wrap(ByteBuffer from) throws SSLException {
    toSend.clear();
    SSLEngineResult result;
    try {
      result = engine.wrap(from, toSend);
    } finally {
      // An engine that fails has written nothing; the rest of an earlier record must not be sent.
      toSend.flip();
    }
    established |= result.getHandshakeStatus() == HandshakeStatus.FINISHED;
    return result.getStatus() == Status.OK && toSend.hasRemaining();
  }

  /** On the listener's thread: all handshakes together cost the application one core at most. */
  private void runTasks() throws SSLException {
    // Renegotiation is only useful to attackers.
    if (established) throw new SSLException("renegotiation");
    for (Runnable task = engine.getDelegatedTask(); task != null; ) {
      task.run();
      task = engine.getDelegatedTask();
    }
  }

  /** RFC 8446, 6.1; if a handshake has begun, {@code user_canceled} comes before. */
  private void sendCloseNotify() throws IOException {
    engine.closeOutbound();
    boolean more = true;
    while (more && flush()) more = wrap(NOTHING);
    flush();
  }

  private static SSLException tooLarge() {
    return new SSLException("record too large");
  }
}
