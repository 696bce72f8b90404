package io.github.ecsmetrics.agent.http;

import io.github.ecsmetrics.agent.classes.AgentJar;
import io.github.ecsmetrics.agent.http.Connection.State;
import io.github.ecsmetrics.agent.log.AgentLog;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Takes each connection as far as it goes without waiting: it reads requests, responds to them or
 * has a worker render the response, and writes. For the listener's thread only.
 */
final class ConnectionHandler {
  private static final int REQUESTS_PER_TURN = 16;

  private final Listener listener;
  private final Routes routes;
  private final ConnectionSlots slots;
  private final ByteBuffer buffer = ByteBuffer.allocate(Connection.MAX_READ);
  private Workers workers;

  /** Null before a worker has rendered a response. */
  private UnsentResponses unsent;

  ConnectionHandler(Listener listener, Routes routes, ConnectionSlots slots) {
    this.listener = listener;
    this.routes = routes;
    this.slots = slots;
  }

  /** Handles a connection that may have become ready. */
  void handle(Connection connection) {
    try {
      if (connection.key.isValid()) advance(connection);
    } catch (Error failure) {
      fail(connection, failure);
    }
  }

  /** Sends the response that a worker has rendered. */
  void deliver(PendingRequest completed) {
    Connection connection = completed.connection;
    if (connection.state() != State.RENDERING || !connection.key.isValid()) return;
    try {
      respond(connection, completed.request, completed.response());
    } catch (Error failure) {
      fail(connection, failure);
    }
    handle(connection);
  }

  /** Ends the workers. */
  void close() {
    if (workers != null) workers.close();
  }

  static void report(Error failure) {
    try {
      AgentJar.check();
      AgentLog.problem("server", "a request failed (" + failure + "); the server keeps running");
      AgentLog.debug(failure);
    } catch (Error again) {
      // Memory or a class is missing for that as well; serving goes on.
    }
  }

  private void advance(Connection connection) {
    try {
      if (connection.state() == State.LINGERING) {
        if (!connection.discard(buffer)) slots.close(connection);
        return;
      }
      if (connection.state() == State.WRITING) flush(connection);
      if (connection.state() == State.RENDERING) connection.readAhead(buffer);
      readRequests(connection);
      connection.updateInterest();
    } catch (IOException failure) {
      // Not a catch clause of its own: the verifier would load the exception's class.
      if (failure instanceof BadRequestException) refuse(connection, (BadRequestException) failure);
      else close(connection);
    } catch (RuntimeException failure) {
      AgentLog.debug(failure);
      close(connection);
    }
  }

  private void readRequests(Connection connection) throws IOException {
    for (int requests = 0; connection.isReading(); requests++) {
      if (requests == REQUESTS_PER_TURN) {
        connection.requestAnotherTurn();
        return;
      }
      Request request = read(connection);
      if (request == null) return;
      dispatch(connection, request);
    }
  }

  /** The next request; null if the client has to send more of it first, or has closed. */
  private Request read(Connection connection) throws IOException {
    Request request = connection.nextRequest();
    while (request == null) {
      int read = connection.read(buffer);
      if (read < 0) slots.close(connection);
      if (read <= 0) return null;
      request = connection.nextRequest();
    }
    return request;
  }

  private void refuse(Connection connection, BadRequestException bad) {
    respond(connection, null, Response.text(bad.status, bad.getMessage()));
  }

  private void dispatch(Connection connection, Request request) {
    // The jar may have changed since this turn began.
    AgentJar.check();
    Response response = routes.respondDirectly(request, connection.transport.isTrusted());
    if (response != null) {
      respond(connection, request, response);
      return;
    }
    PendingRequest pending = new PendingRequest(listener, routes, connection, request);
    connection.await(pending);
    if (workers == null) {
      workers = new Workers();
      unsent = new UnsentResponses(slots);
    }
    if (!workers.execute(pending)) {
      respond(connection, request, Response.text(503, "too many requests at once"));
    }
  }

  /** Sends a response; a null request is one that could not be read. */
  private void respond(Connection connection, Request request, Response response) {
    boolean body = request == null || request.hasBody();
    boolean keepAlive = !body && request.keepAlive();
    boolean headOnly = request != null && request.isHead();
    connection.respond(response.encode(headOnly, keepAlive), !keepAlive, body);
    if (unsent != null) unsent.makeRoomFor(connection);
    try {
      flush(connection);
    } catch (IOException gone) {
      slots.close(connection);
    }
  }

  private void flush(Connection connection) throws IOException {
    if (!connection.flush()) slots.close(connection);
  }

  /** No client waits in vain: it gets a 503 or, if a response has begun, the end. */
  private void fail(Connection connection, Error failure) {
    report(failure);
    try {
      boolean begun = connection.state() == State.WRITING || connection.state() == State.LINGERING;
      if (begun) close(connection);
      else respond(connection, null, Response.text(503, Routes.FAILED));
    } catch (RuntimeException | Error again) {
      close(connection);
    }
  }

  private void close(Connection connection) {
    if (connection.state() == State.RENDERING) workers.cancel(connection.pending());
    slots.close(connection);
  }
}
