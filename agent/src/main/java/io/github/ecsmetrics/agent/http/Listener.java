package io.github.ecsmetrics.agent.http;

import io.github.ecsmetrics.agent.classes.AgentJar;
import io.github.ecsmetrics.agent.log.AgentLog;
import io.github.ecsmetrics.agent.tls.ServerTls;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;

/**
 * The event loop of the one thread that talks to clients. It never waits for a single client: an
 * {@link Acceptor} accepts connections and a {@link ConnectionHandler} does whatever each of them
 * is ready for.
 */
final class Listener implements Runnable {
  private static final int PAUSE_MILLIS = 1000;
  private static final int DRAIN_MILLIS = 10;

  private final ServerSocketChannel server;
  private final Selector selector;
  private final ConnectionSlots slots = new ConnectionSlots();
  private final ConnectionHandler handler;
  private final Acceptor acceptor;

  /** Guarded by itself. */
  private final Queue<PendingRequest> completed = new ArrayDeque<>();

  private volatile boolean draining;
  private volatile boolean closed;

  /**
   * A listener on a bound socket.
   *
   * @param tls null for clear text
   */
  Listener(ServerSocketChannel server, Routes routes, ServerTls tls) throws IOException {
    this.server = server;
    selector = Selector.open();
    handler = new ConnectionHandler(this, routes, slots);
    acceptor = new Acceptor(server, selector, tls, slots, handler);
  }

  @Override
  public void run() {
    while (!closed && server.isOpen()) {
      try {
        turn();
      } catch (Throwable failure) {
        // Without memory or file descriptors the server neither ends nor spins.
        if (failure instanceof Error) ConnectionHandler.report((Error) failure);
        else AgentLog.debug(failure);
        pause(PAUSE_MILLIS);
      }
    }
    release();
  }

  /**
   * Goes on serving without waiting in native code: at its exit the JVM would wait 300 ms for a
   * thread there.
   */
  void drain() {
    draining = true;
    selector.wakeup();
  }

  /** Ends the thread, which then closes everything. */
  void close() {
    closed = true;
    selector.wakeup();
  }

  /** Takes back a request from the worker that has rendered it; for any thread. */
  void completed(PendingRequest request) {
    synchronized (completed) {
      completed.add(request);
    }
    selector.wakeup();
  }

  private void turn() throws IOException {
    select();
    AgentJar.check();
    // An application may interrupt every thread it finds; an accept would then close the port.
    Thread.interrupted();
    PendingRequest rendered = nextCompleted();
    while (rendered != null) {
      handler.deliver(rendered);
      rendered = nextCompleted();
    }
    // New connections come last: if the application has no file descriptor left, accept fails.
    boolean accept = false;
    Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
    while (ready.hasNext()) {
      SelectionKey key = ready.next();
      ready.remove();
      if (acceptor.owns(key)) accept = true;
      else handler.handle((Connection) key.attachment());
    }
    if (accept) acceptor.accept();
  }

  private void select() throws IOException {
    long nextExpiry = slots.closeExpired();
    acceptor.updateInterest();
    if (draining) {
      pause(DRAIN_MILLIS);
      selector.selectNow();
    } else {
      selector.select(nextExpiry);
    }
  }

  private PendingRequest nextCompleted() {
    synchronized (completed) {
      return completed.poll();
    }
  }

  private void release() {
    try {
      slots.closeAll();
      server.close();
      selector.close();
    } catch (IOException failure) {
      AgentLog.debug(failure);
    }
    handler.close();
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException ignored) {
      // Only close() ends this thread.
    }
  }
}
