package io.github.ecsmetrics.agent.http;

import io.github.ecsmetrics.agent.http.Connection.State;
import java.util.ArrayList;
import java.util.List;

/** The open connections, a bounded number; for the listener's thread only. */
final class ConnectionSlots {
  /** Each connection costs the application a file descriptor. */
  static final int MAX = 64;

  private final List<Connection> open = new ArrayList<>(MAX);

  void add(Connection connection) {
    open.add(connection);
  }

  /** The open connections; not to be changed. */
  List<Connection> open() {
    return open;
  }

  boolean isFull() {
    return open.size() >= MAX;
  }

  /** Whether a new connection can be accepted, if need be by evicting another. */
  boolean canAdmit() {
    return !isFull() || nextToEvict().state() != State.RENDERING;
  }

  /** The connection that has kept the server waiting longest. */
  Connection nextToEvict() {
    Connection next = open.get(0);
    for (Connection connection : open) {
      if (connection.isEvictedBefore(next)) next = connection;
    }
    return next;
  }

  /** Closes the connection if it is open. */
  void close(Connection connection) {
    if (open.remove(connection)) connection.transport.close();
  }

  /**
   * Closes the connections whose time is over.
   *
   * @return milliseconds until the next one expires, 0 if there is none
   */
  long closeExpired() {
    long now = System.nanoTime();
    long nearest = Long.MAX_VALUE;
    for (int i = open.size() - 1; i >= 0; i--) {
      Connection connection = open.get(i);
      long remaining = connection.remaining(now);
      if (remaining <= 0) close(connection);
      else nearest = Math.min(nearest, remaining);
    }
    return open.isEmpty() ? 0 : nearest / 1_000_000 + 1;
  }

  void closeAll() {
    for (Connection connection : open) connection.transport.close();
    open.clear();
  }
}
