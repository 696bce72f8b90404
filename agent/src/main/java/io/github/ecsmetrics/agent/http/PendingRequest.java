package io.github.ecsmetrics.agent.http;

/** A request that a worker renders, and later its response. */
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
      // If the connection has been closed meanwhile, nobody reads the response.
      if (connection.key.isValid()) response = routes.render(request);
    } finally {
      listener.completed(this);
    }
  }

  /** For the listener's thread, once {@link Listener#completed} has been called. */
  Response response() {
    return response;
  }
}
