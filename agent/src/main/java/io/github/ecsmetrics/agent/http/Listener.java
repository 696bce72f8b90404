package io.github.ecsmetrics.agent.http;

import io.github.ecsmetrics.agent.classes.AgentJar;
import io.github.ecsmetrics.agent.http.Connection.State;
import io.github.ecsmetrics.agent.http.transport.TlsTransport;
import io.github.ecsmetrics.agent.http.transport.Transport;
import io.github.ecsmetrics.agent.log.AgentLog;
import io.github.ecsmetrics.agent.tls.ServerTls;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;

/**
 * The one thread that talks to clients. It never waits for one of them: a request goes on when its
 * head is complete, an answer leaves as fast as its reader takes it, and where all places are taken
 * the client that keeps us waiting longest loses its own.
 */
final class Listener implements Runnable {
  /** Few, since a connection that makes room keeps its file descriptor until the next select. */
  private static final int ACCEPTED_PER_TURN = 8;

  private static final int ANSWERS_PER_TURN = 16;
  private static final int PAUSE_MILLIS = 1000;
  private static final int DRAIN_MILLIS = 10;

  private final ServerSocketChannel server;
  private final Selector selector;
  private final SelectionKey acceptKey;
  private final Routes routes;
  private final ServerTls tls;
  private final ByteBuffer buffer = ByteBuffer.allocate(Connection.MAX_READ);
  private final Queue<PendingRequest> answers = new ArrayDeque<>();
  private final ConnectionSlots places = new ConnectionSlots();
  private Workers workers;
  private volatile boolean draining;
  private volatile boolean closed;

  /**
   * A listener on a bound socket.
   *
   * @param tls null for clear text
   */
  Listener(ServerSocketChannel server, Routes routes, ServerTls tls) throws IOException {
    this.server = server;
    this.routes = routes;
    this.tls = tls;
    server.configureBlocking(false);
    selector = Selector.open();
    acceptKey = server.register(selector, SelectionKey.OP_ACCEPT);
  }

  @Override
  public void run() {
    while (!closed && server.isOpen()) {
      try {
        turn();
      } catch (Throwable failure) {
        // Out of memory, or no file descriptor left: neither may end the server nor make it spin.
        if (failure instanceof Error) say((Error) failure);
        else AgentLog.debug(failure);
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
  void answered(PendingRequest answer) {
    synchronized (answers) {
      answers.add(answer);
    }
    selector.wakeup();
  }

  private void turn() throws IOException {
    await();
    AgentJar.check();
    // An application may interrupt every thread it finds: an accept would close the port then.
    Thread.interrupted();
    for (PendingRequest answer = nextAnswer(); answer != null; answer = nextAnswer())
      deliver(answer);
    // Newcomers come last: where the application has used up its file descriptors, accept fails.
    boolean newcomers = false;
    Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
    while (ready.hasNext()) {
      SelectionKey key = ready.next();
      ready.remove();
      if (key == acceptKey) newcomers = true;
      else serve((Connection) key.attachment());
    }
    if (newcomers) accept();
  }

  private Transport transport(SocketChannel channel) {
    if (tls == null) return new Transport(channel);
    return new TlsTransport(channel, tls.newEngine(), tls.requiresClientCertificates());
  }

  private PendingRequest nextAnswer() {
    synchronized (answers) {
      return answers.poll();
    }
  }

  private void await() throws IOException {
    long longest = places.leaveLate();
    // Where every place has an answer on its way, newcomers wait in the kernel.
    int ops = places.areToBeHad() ? SelectionKey.OP_ACCEPT : 0;
    if (acceptKey.interestOps() != ops) acceptKey.interestOps(ops);
    if (draining) {
      pause(DRAIN_MILLIS);
      selector.selectNow();
    } else {
      selector.select(longest);
    }
  }

  private void accept() throws IOException {
    for (int i = 0; i < ACCEPTED_PER_TURN && places.areToBeHad(); i++) {
      SocketChannel channel = server.accept();
      if (channel == null) return;
      try {
        if (!makeRoom()) throw new IOException("no place");
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        Connection connection = new Connection(transport(channel), key);
        key.attach(connection);
        places.take(connection);
        serve(connection);
      } catch (IOException | RuntimeException gone) {
        channel.close();
      } catch (Error failure) {
        channel.close();
        throw failure;
      }
    }
  }

  /** Frees a place, after a last look at what its owner may have sent meanwhile. */
  private boolean makeRoom() {
    while (places.areTaken()) {
      Connection victim = places.first();
      if (victim.state() == State.ANSWERING) return false;
      serve(victim);
      if (places.areTaken() && victim == places.first()) places.leave(victim);
    }
    return true;
  }

  private void serve(Connection connection) {
    try {
      if (connection.key.isValid()) goOn(connection);
    } catch (Error failure) {
      fail(connection, failure);
    }
  }

  /** Whatever has failed, nobody waits for an answer in vain. */
  private void fail(Connection connection, Error failure) {
    say(failure);
    try {
      boolean begun = connection.state() == State.WRITING || connection.state() == State.LINGERING;
      if (begun) leave(connection);
      else
        respond(connection, null, Response.text(503, "failed; the agent's stderr has the reason"));
    } catch (RuntimeException | Error again) {
      leave(connection);
    }
  }

  private static void say(Error failure) {
    try {
      AgentLog.problem("server", "a request failed (" + failure + "); the next one is answered");
      AgentLog.debug(failure);
    } catch (Error again) {
      // Memory or a class is missing for that as well; serving goes on.
    }
  }

  private void goOn(Connection connection) {
    try {
      if (connection.state() == State.LINGERING) {
        if (!connection.discard(buffer)) places.leave(connection);
        return;
      }
      if (connection.state() == State.WRITING) flush(connection);
      if (connection.state() == State.ANSWERING) connection.receiveAhead(buffer);
      receive(connection);
      connection.listen();
    } catch (IOException failure) {
      if (failure instanceof BadRequestException) refuse(connection, (BadRequestException) failure);
      else leave(connection);
    } catch (RuntimeException failure) {
      AgentLog.debug(failure);
      leave(connection);
    }
  }

  private void refuse(Connection connection, BadRequestException bad) {
    respond(connection, null, Response.text(bad.status, bad.getMessage()));
  }

  private void leave(Connection connection) {
    if (connection.state() == State.ANSWERING) workers.remove(connection.awaited());
    places.leave(connection);
  }

  private void receive(Connection connection) throws IOException {
    for (int answers = 0; listening(connection); answers++) {
      if (answers == ANSWERS_PER_TURN) {
        connection.comeBack();
        return;
      }
      Request request = connection.next();
      if (request != null) {
        answer(connection, request);
        continue;
      }
      buffer.clear();
      int read = connection.transport.read(buffer);
      if (read < 0) places.leave(connection);
      if (read <= 0) return;
      buffer.flip();
      connection.take(buffer);
      answers--;
    }
  }

  private static boolean listening(Connection connection) {
    if (!connection.key.isValid()) return false;
    return connection.state() == State.READING || connection.state() == State.IDLE;
  }

  private void answer(Connection connection, Request request) {
    Response response = routes.atOnce(request, connection.transport.isTrusted());
    if (response != null) {
      respond(connection, request, response);
      return;
    }
    PendingRequest answer = new PendingRequest(this, routes, connection, request);
    connection.await(answer);
    if (workers == null) workers = new Workers();
    if (!workers.take(answer)) {
      respond(connection, request, Response.text(503, "too many requests at once"));
    }
  }

  private void deliver(PendingRequest answer) {
    boolean waiting = answer.connection.state() == State.ANSWERING;
    if (!waiting || !answer.connection.key.isValid()) return;
    try {
      respond(answer.connection, answer.request, answer.response());
    } catch (Error failure) {
      fail(answer.connection, failure);
    }
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
      places.leave(connection);
    }
  }

  private void flush(Connection connection) throws IOException {
    if (!connection.flush()) places.leave(connection);
  }

  private void release() {
    try {
      places.leaveAll();
      server.close();
      selector.close();
    } catch (IOException failure) {
      AgentLog.debug(failure);
    }
    if (workers != null) workers.close();
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException ignored) {
      // Nobody but us knows this thread; going on is right.
    }
  }
}
