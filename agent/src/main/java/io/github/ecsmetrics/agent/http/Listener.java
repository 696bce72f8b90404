package io.github.ecsmetrics.agent.http;

import io.github.ecsmetrics.agent.http.Connection.State;
import io.github.ecsmetrics.agent.log.AgentLog;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;

/**
 * The one thread that talks to clients. It never waits for one of them: a request goes on when its
 * head is complete, an answer leaves as fast as its reader takes it, and where all places are taken
 * the client that keeps us waiting longest loses its own.
 */
final class Listener implements Runnable {
  /** Each costs the application a file descriptor. */
  static final int MAX_CONNECTIONS = 64;

  private static final int ACCEPTED_PER_TURN = 64;
  private static final int PAUSE_MILLIS = 1000;
  private static final int DRAIN_MILLIS = 10;

  private final ServerSocketChannel server;
  private final Selector selector;
  private final SelectionKey acceptKey;
  private final Routes routes;
  private final Tls tls;
  private final ByteBuffer buffer = ByteBuffer.allocate(Connection.MAX_READ);
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private Workers workers;
  private int connections;
  private volatile boolean draining;
  private volatile boolean closed;

  /**
   * A listener on a bound socket.
   *
   * @param tls null for clear text
   */
  Listener(ServerSocketChannel server, Routes routes, Tls tls) throws IOException {
    this.server = server;
    this.routes = routes;
    this.tls = tls;
    server.configureBlocking(false);
    selector = Selector.open();
    acceptKey = server.register(selector, SelectionKey.OP_ACCEPT);
  }

  @Override
  public void run() {
    while (!closed) {
      try {
        turn();
      } catch (Throwable failure) {
        // Out of memory, or no file descriptor left: neither may end the server nor make it spin.
        AgentLog.debug(failure);
        pause(PAUSE_MILLIS);
      }
    }
    release();
  }

  /**
   * Goes on serving without ever waiting in native code: the JVM's end would wait 300 ms for a
   * thread that does.
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

  /** Takes the answer of a worker. */
  void answered(Answer answer) {
    answers.add(answer);
    selector.wakeup();
  }

  private void turn() throws IOException {
    await();
    for (Answer answer = answers.poll(); answer != null; answer = answers.poll()) {
      deliver(answer);
    }
    Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
    while (ready.hasNext()) {
      SelectionKey key = ready.next();
      ready.remove();
      if (key == acceptKey) accept();
      else if (key.isValid()) serve((Connection) key.attachment());
    }
  }

  private void await() throws IOException {
    if (draining) {
      pause(DRAIN_MILLIS);
      selector.selectNow();
    } else {
      selector.select(closeLate());
    }
  }

  /** Closes what has taken too long and returns the milliseconds until the next may have. */
  private long closeLate() {
    long now = System.nanoTime();
    long nearest = Long.MAX_VALUE;
    for (SelectionKey key : selector.keys()) {
      if (key == acceptKey || !key.isValid()) continue;
      Connection connection = (Connection) key.attachment();
      long remaining = connection.remaining(now);
      if (remaining <= 0) close(connection);
      else nearest = Math.min(nearest, remaining);
    }
    return nearest == Long.MAX_VALUE ? 0 : nearest / 1_000_000 + 1;
  }

  private void accept() throws IOException {
    for (int i = 0; i < ACCEPTED_PER_TURN; i++) {
      SocketChannel channel = server.accept();
      if (channel == null) return;
      try {
        if (connections >= MAX_CONNECTIONS && !makeRoom()) throw new IOException("no place");
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        Wire wire = tls == null ? new Wire(channel) : tls.wire(channel);
        key.attach(new Connection(wire, key));
        connections++;
      } catch (IOException | RuntimeException gone) {
        channel.close();
      }
    }
  }

  private boolean makeRoom() {
    Connection victim = null;
    for (SelectionKey key : selector.keys()) {
      if (key == acceptKey || !key.isValid()) continue;
      Connection connection = (Connection) key.attachment();
      if (victim == null || connection.goesBefore(victim)) victim = connection;
    }
    if (victim == null || victim.state() == State.ANSWERING) return false;
    close(victim);
    return true;
  }

  private void serve(Connection connection) {
    if (!connection.key.isValid()) return;
    try {
      if (connection.state() == State.LINGERING) {
        if (!connection.discard(buffer)) close(connection);
        return;
      }
      if (connection.state() == State.WRITING) flush(connection);
      receive(connection);
      connection.listen();
    } catch (BadRequestException bad) {
      respond(connection, null, Response.text(bad.status, bad.getMessage()));
    } catch (IOException gone) {
      close(connection);
    } catch (RuntimeException failure) {
      AgentLog.debug(failure);
      close(connection);
    }
  }

  private void receive(Connection connection) throws IOException, BadRequestException {
    while (listening(connection)) {
      Request request = connection.next();
      if (request != null) {
        answer(connection, request);
        continue;
      }
      buffer.clear();
      int read = connection.wire.read(buffer);
      if (read < 0) close(connection);
      if (read <= 0) return;
      buffer.flip();
      connection.take(buffer);
    }
  }

  private static boolean listening(Connection connection) {
    if (!connection.key.isValid()) return false;
    return connection.state() == State.READING || connection.state() == State.IDLE;
  }

  private void answer(Connection connection, Request request) {
    Response response = routes.atOnce(request, connection.wire.isTrusted());
    if (response != null) {
      respond(connection, request, response);
      return;
    }
    connection.become(State.ANSWERING);
    if (workers == null) workers = new Workers();
    try {
      workers.execute(new Answer(this, routes, connection, request));
    } catch (RejectedExecutionException | OutOfMemoryError busy) {
      respond(connection, request, Response.text(503, "too many requests at once"));
    }
  }

  private void deliver(Answer answer) {
    if (!answer.connection.key.isValid()) return;
    respond(answer.connection, answer.request, answer.response());
    serve(answer.connection);
  }

  private void respond(Connection connection, Request request, Response response) {
    boolean body = request == null || request.hasBody();
    boolean keepAlive = !body && request.keepAlive();
    boolean headOnly = request != null && request.isHead();
    connection.respond(response.encode(headOnly, keepAlive), !keepAlive, body);
    try {
      flush(connection);
    } catch (IOException gone) {
      close(connection);
    }
  }

  private void flush(Connection connection) throws IOException {
    if (!connection.flush()) close(connection);
  }

  private void close(Connection connection) {
    if (!connection.wire.channel.isOpen()) return;
    connection.wire.close();
    connections--;
  }

  private void release() {
    try {
      for (SelectionKey key : selector.keys()) key.channel().close();
      selector.close();
    } catch (IOException failure) {
      AgentLog.debug(failure);
    }
    if (workers != null) workers.shutdownNow();
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException ignored) {
      // Nobody but us knows this thread; going on is right.
    }
  }
}
