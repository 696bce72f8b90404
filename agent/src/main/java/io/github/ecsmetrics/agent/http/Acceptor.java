package io.github.ecsmetrics.agent.http;

import io.github.ecsmetrics.agent.http.Connection.State;
import io.github.ecsmetrics.agent.http.transport.TlsTransport;
import io.github.ecsmetrics.agent.http.transport.Transport;
import io.github.ecsmetrics.agent.tls.ServerTls;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Accepts connections. If all slots are in use, the connection that has kept the server waiting
 * longest is closed; while every slot has a response on its way, new connections wait in the
 * kernel.
 */
final class Acceptor {
  /** Few: an evicted connection keeps its file descriptor until the next select. */
  private static final int ACCEPTED_PER_TURN = 8;

  private final ServerSocketChannel server;
  private final SelectionKey key;
  private final ServerTls tls;
  private final ConnectionSlots slots;
  private final ConnectionHandler handler;

  /**
   * Registers a bound socket.
   *
   * @param tls null for clear text
   */
  Acceptor(
      ServerSocketChannel server,
      Selector selector,
      ServerTls tls,
      ConnectionSlots slots,
      ConnectionHandler handler)
      throws IOException {
    this.server = server;
    this.tls = tls;
    this.slots = slots;
    this.handler = handler;
    server.configureBlocking(false);
    key = server.register(selector, SelectionKey.OP_ACCEPT);
  }

  boolean owns(SelectionKey ready) {
    return ready == key;
  }

  /** Sets whether the selector wakes up for new connections. */
  void updateInterest() {
    int ops = slots.canAdmit() ? SelectionKey.OP_ACCEPT : 0;
    if (key.interestOps() != ops) key.interestOps(ops);
  }

  /** Accepts the connections that wait, and handles them at once. */
  void accept() throws IOException {
    for (int i = 0; i < ACCEPTED_PER_TURN && slots.canAdmit(); i++) {
      SocketChannel channel = server.accept();
      if (channel == null) return;
      try {
        if (makeRoom()) open(channel);
        else channel.close();
      } catch (IOException | RuntimeException gone) {
        channel.close();
      } catch (Error failure) {
        channel.close();
        throw failure;
      }
    }
  }

  /** Frees a slot, after a last look for bytes that its client may have sent meanwhile. */
  private boolean makeRoom() {
    while (slots.isFull()) {
      Connection victim = slots.nextToEvict();
      if (victim.state() == State.RENDERING) return false;
      handler.handle(victim);
      if (slots.isFull() && victim == slots.nextToEvict()) slots.close(victim);
    }
    return true;
  }

  private void open(SocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    SelectionKey registered = channel.register(key.selector(), SelectionKey.OP_READ);
    Connection connection = new Connection(transport(channel), registered);
    registered.attach(connection);
    slots.add(connection);
    handler.handle(connection);
  }

  private Transport transport(SocketChannel channel) {
    if (tls == null) return new Transport(channel);
    return new TlsTransport(channel, tls.newEngine(), tls.requiresClientCertificates());
  }
}
