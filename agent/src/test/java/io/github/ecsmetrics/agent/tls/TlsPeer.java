package io.github.ecsmetrics.agent.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** A TLS client without a socket, so that a test can do as it likes with its records. */
public final class TlsPeer {
  private static final int PACKET = 40_000;
  private static final byte[] NOTHING = {};

  private final SSLEngine engine;
  private final ByteBuffer received = ByteBuffer.allocate(2 * PACKET);
  private final ByteArrayOutputStream toSend = new ByteArrayOutputStream();
  private final ByteArrayOutputStream plaintext = new ByteArrayOutputStream();

  public TlsPeer(SSLContext context, String protocol) {
    engine = context.createSSLEngine("127.0.0.1", 9546);
    engine.setUseClientMode(true);
    engine.setEnabledProtocols(new String[] {protocol});
  }

  /** Begins the handshake; later a key update (TLS 1.3) or a renegotiation (TLS 1.2). */
  public TlsPeer beginHandshake() throws SSLException {
    engine.beginHandshake();
    return this;
  }

  public boolean isHandshaking() {
    return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
  }

  /** Encrypts the text, after whatever else the engine has to send. */
  public byte[] send(byte[] text) throws SSLException {
    wrap(ByteBuffer.wrap(text));
    byte[] records = toSend.toByteArray();
    toSend.reset();
    return records;
  }

  /** What the engine has to send by itself, for example the next part of the handshake. */
  public byte[] send() throws SSLException {
    return send(NOTHING);
  }

  /** The engine's {@code close_notify}, and all that it has to send before. */
  public byte[] sendCloseNotify() throws SSLException {
    engine.closeOutbound();
    return send();
  }

  /** Takes what the server has sent, whole records or parts of them. */
  public void receive(byte[] bytes, int length) throws SSLException {
    for (int at = 0; at < length; at += PACKET) {
      received.put(bytes, at, Math.min(PACKET, length - at));
      unwrap();
    }
    wrap(ByteBuffer.wrap(NOTHING));
  }

  /** All text that the server has sent. */
  public byte[] plaintext() {
    return plaintext.toByteArray();
  }

  /** Whether the server has sent {@code close_notify}. */
  public boolean isClosed() {
    return engine.isInboundDone();
  }

  /** The records in these bytes; the last one may be cut. */
  public static List<byte[]> records(byte[] bytes) {
    List<byte[]> records = new ArrayList<>();
    for (int at = 0; at < bytes.length; ) {
      int end = bytes.length;
      if (at + 5 <= end) {
        int length = (bytes[at + 3] & 0xff) << 8 | bytes[at + 4] & 0xff;
        end = Math.min(end, at + 5 + length);
      }
      records.add(Arrays.copyOfRange(bytes, at, end));
      at = end;
    }
    return records;
  }

  private void unwrap() throws SSLException {
    ByteBuffer to = ByteBuffer.allocate(PACKET);
    boolean more = true;
    while (more) {
      wrap(ByteBuffer.wrap(NOTHING));
      to.clear();
      received.flip();
      SSLEngineResult result = engine.unwrap(received, to);
      received.compact();
      plaintext.write(to.array(), 0, to.position());
      more = result.getStatus() == Status.OK && result.bytesConsumed() > 0;
    }
  }

  private void wrap(ByteBuffer from) throws SSLException {
    ByteBuffer packet = ByteBuffer.allocate(PACKET);
    boolean more = true;
    while (more) {
      runTasks();
      HandshakeStatus status = engine.getHandshakeStatus();
      if (status == HandshakeStatus.NEED_UNWRAP) return;
      if (status != HandshakeStatus.NEED_WRAP && !from.hasRemaining()) return;
      packet.clear();
      more = engine.wrap(from, packet).getStatus() == Status.OK;
      toSend.write(packet.array(), 0, packet.position());
    }
  }

  private void runTasks() {
    for (Runnable task = engine.getDelegatedTask(); task != null; ) {
      task.run();
      task = engine.getDelegatedTask();
    }
  }
}
