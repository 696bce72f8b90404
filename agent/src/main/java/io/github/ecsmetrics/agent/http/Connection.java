package io.github.ecsmetrics.agent.http;

import io.github.ecsmetrics.agent.http.transport.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;

/** One client: its unread requests, its unsent response and the time it has left. */
final class Connection {
  /** Size of the buffer to read into, in bytes: it holds any TLS record. */
  static final int MAX_READ = 17 * 1024;

  /** The most of an unwanted body that is read before the connection is cut, in bytes. */
  private static final int MAX_DISCARDED = 64 * 1024;

  private static final long SECOND = 1_000_000_000L;

  /** The state of a connection and the seconds it may last, in the order of eviction. */
  enum State {
    /** The response is sent; what the client still sends is discarded. */
    LINGERING(1),
    READING(10),
    /** Between two requests. */
    IDLE(120),
    WRITING(60),
    /** A worker renders the response. */
    RENDERING(Integer.MAX_VALUE);

    final long nanos;

    State(int seconds) {
      nanos = seconds * SECOND;
    }
  }

  final Transport transport;
  final SelectionKey key;
  private final RequestBuffer input = new RequestBuffer();
  private State state = State.READING;
  private long since = System.nanoTime();
  private int discarded;
  private PendingRequest pending;
  private ByteBuffer[] output;
  private boolean readWhileRendering;
  private boolean anotherTurn;
  private boolean closeAfterOutput;
  private boolean lingerAfterOutput;

  Connection(Transport transport, SelectionKey key) {
    this.transport = transport;
    this.key = key;
  }

  State state() {
    return state;
  }

  /** Whether the next request can be read. */
  boolean isReading() {
    return key.isValid() && (state == State.READING || state == State.IDLE);
  }

  /** Nanoseconds that are left in this state; not positive if the time is over. */
  long remaining(long now) {
    return state.nanos - (now - since);
  }

  /** Whether to close this connection before the other if a new one needs its slot. */
  boolean isEvictedBefore(Connection other) {
    if (state != other.state) return state.compareTo(other.state) < 0;
    return since - other.since < 0;
  }

  /** The next complete request; null if there is none yet. */
  Request nextRequest() throws BadRequestException {
    return input.next();
  }

  /**
   * Reads once.
   *
   * @return the bytes read, 0 if there are none now, -1 at the end
   */
  int read(ByteBuffer buffer) throws IOException {
    buffer.clear();
    int read = transport.read(buffer);
    if (read <= 0) return read;
    buffer.flip();
    if (state == State.IDLE) transitionTo(State.READING);
    input.append(buffer);
    return read;
  }

  /**
   * Reads once while a worker renders, so that a lost connection is noticed. The end of the input
   * is no loss: a client that has sent everything may still wait for its response.
   */
  void readAhead(ByteBuffer buffer) throws IOException {
    readWhileRendering = true;
    if (input.isEmpty()) read(buffer);
  }

  /** Reads once and forgets the bytes; returns false if there is nothing more to wait for. */
  boolean discard(ByteBuffer buffer) throws IOException {
    buffer.clear();
    int read = transport.read(buffer);
    discarded += Math.max(read, 0);
    return read >= 0 && discarded < MAX_DISCARDED;
  }

  /** Waits for the worker that renders this request. */
  void await(PendingRequest request) {
    pending = request;
    transitionTo(State.RENDERING);
  }

  /** The last request that went to a worker. */
  PendingRequest pending() {
    return pending;
  }

  /** Sets the response that {@link #flush} writes. */
  void respond(ByteBuffer[] response, boolean close, boolean linger) {
    output = response;
    closeAfterOutput = close;
    lingerAfterOutput = linger;
    transitionTo(State.WRITING);
  }

  /** The response that is being written; null if there is none. */
  ByteBuffer[] output() {
    return output;
  }

  /** Whether the other connection has waited longer for its client. */
  boolean isYoungerThan(Connection other) {
    return since - other.since > 0;
  }

  /** Writes as much as the kernel accepts; returns false if the connection is to be closed. */
  boolean flush() throws IOException {
    for (ByteBuffer buffer : output) {
      if (transport.write(buffer)) continue;
      updateInterest();
      return true;
    }
    output = null;
    if (!closeAfterOutput) {
      transitionTo(input.isEmpty() ? State.IDLE : State.READING);
      return true;
    }
    if (!lingerAfterOutput) return false;
    transport.shutdownOutput();
    transitionTo(State.LINGERING);
    return true;
  }

  /** Makes the connection ready once more, for requests that have been received already. */
  void requestAnotherTurn() {
    anotherTurn = true;
  }

  /** Sets the operations for which the selector wakes up. */
  void updateInterest() {
    int ops = state == State.WRITING ? SelectionKey.OP_WRITE : SelectionKey.OP_READ;
    // A connection that can be written to is ready at once.
    if (transport.wantsToWrite() || anotherTurn) ops |= SelectionKey.OP_WRITE;
    anotherTurn = false;
    if (state == State.RENDERING && readWhileRendering) ops = 0;
    if (key.isValid() && key.interestOps() != ops) key.interestOps(ops);
  }

  private void transitionTo(State next) {
    state = next;
    readWhileRendering = false;
    since = System.nanoTime();
    updateInterest();
  }
}
