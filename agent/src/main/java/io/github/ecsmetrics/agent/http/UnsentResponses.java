package io.github.ecsmetrics.agent.http;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Bounds the memory of responses that clients do not read. A page with the application's metrics
 * may have some MiB, and is another one for each client.
 */
final class UnsentResponses {
  static final int MAX_BYTES = 32 * 1024 * 1024;

  /** Half of the bound, shared by all connections. */
  private static final int SMALL = MAX_BYTES / 2 / ConnectionSlots.MAX;

  private final ConnectionSlots slots;

  UnsentResponses(ConnectionSlots slots) {
    this.slots = slots;
  }

  /**
   * Closes other connections until all responses are within the bound, first the one that has
   * waited longest for its client.
   *
   * @param latest whose response has just been set
   */
  void makeRoomFor(Connection latest) {
    if (size(latest.output()) <= SMALL) return;
    while (bytes() > MAX_BYTES) {
      Connection oldest = oldestBut(latest);
      if (oldest == null) return;
      slots.close(oldest);
    }
  }

  private static int size(ByteBuffer[] response) {
    int size = 0;
    for (ByteBuffer buffer : response) size += buffer.capacity();
    return size;
  }

  /** Texts that several responses share count once. */
  private long bytes() {
    Set<byte[]> seen = Collections.newSetFromMap(new IdentityHashMap<byte[], Boolean>());
    long bytes = 0;
    for (Connection connection : slots.open()) {
      if (connection.output() == null) continue;
      for (ByteBuffer buffer : connection.output()) {
        if (seen.add(buffer.array())) bytes += buffer.capacity();
      }
    }
    return bytes;
  }

  private Connection oldestBut(Connection latest) {
    Connection oldest = null;
    for (Connection connection : slots.open()) {
      if (connection == latest || connection.output() == null) continue;
      if (oldest == null || oldest.isYoungerThan(connection)) oldest = connection;
    }
    return oldest;
  }
}
