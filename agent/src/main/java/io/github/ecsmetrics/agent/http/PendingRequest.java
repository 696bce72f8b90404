package io.github.ecsmetrics.agent.http;

/** A request on its way through a worker, and what came of it. */
final class PendingRequest implements Runnable {
  final Connection connection;
  final Request request;
  private final Listener listener;
  private final Routes routes;
  private Response response = Response.text(503, "not answered");

  PendingRequest(Listener listener, Routes routes, Connection connection, Request request) {
    this.listener = listener;
    this.routes = routes;
    this.connection = connection;
    this.request = request;
  }

  @Override
  public void run() {
    try {
      // Nobody waits any more where the connection has been closed meanwhile.
      if (connection.key.isValid()) response = routes.answer(request);
    } finally {
      listener.answered(this);
    }
  }

  Response response() {
    return response;
  }
}
