package io.github.ecsmetrics.agent.http;

import io.github.ecsmetrics.agent.http.Connection.State;
import java.util.ArrayList;
import java.util.List;

/** The open connections; for the listener's thread only. */
final class ConnectionSlots {
  /** Each costs the application a file descriptor. */
  static final int MAX = 64;

  private final List<Connection> taken = new ArrayList<>(MAX);

  void take(Connection connection) {
    taken.add(connection);
  }

  /** Closes it, unless that has happened. */
  void leave(Connection connection) {
    if (taken.remove(connection)) connection.transport.close();
  }

  boolean areTaken() {
    return taken.size() >= MAX;
  }

  /** Whether a newcomer can have a place: one that is free, or somebody else's. */
  boolean areToBeHad() {
    return !areTaken() || first().state() != State.ANSWERING;
  }

  /** The first to lose its place: who keeps us waiting longest. */
  Connection first() {
    Connection first = taken.get(0);
    for (Connection connection : taken) {
      if (connection.goesBefore(first)) first = connection;
    }
    return first;
  }

  /**
   * Closes what has taken too long.
   *
   * @return milliseconds until the next one may have, 0 if none can
   */
  long leaveLate() {
    long now = System.nanoTime();
    long nearest = Long.MAX_VALUE;
    for (int i = taken.size() - 1; i >= 0; i--) {
      Connection connection = taken.get(i);
      long remaining = connection.remaining(now);
      if (remaining <= 0) leave(connection);
      else nearest = Math.min(nearest, remaining);
    }
    return taken.isEmpty() ? 0 : nearest / 1_000_000 + 1;
  }

  void leaveAll() {
    for (Connection connection : taken) connection.transport.close();
    taken.clear();
  }
}
