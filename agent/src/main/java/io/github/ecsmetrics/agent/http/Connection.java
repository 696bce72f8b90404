package io.github.ecsmetrics.agent.http;

import io.github.ecsmetrics.agent.http.transport.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.Arrays;

/** One client: what it has sent, what it still gets, and how long it may take. */
final class Connection {
  /** Longest request head, in bytes. */
  static final int MAX_HEAD = 8 * 1024;

  /** Most that is read at once, in bytes: a TLS record. */
  static final int MAX_READ = 17 * 1024;

  /** What is thrown away of a body that nobody asked for, before the connection is cut. */
  private static final int MAX_DISCARDED = 64 * 1024;

  private static final long SECOND = 1_000_000_000L;

  /**
   * What a connection is about, with the seconds it may take; the first are the first to lose their
   * places.
   */
  enum State {
    /** The answer is on its way and the client still sends: its bytes are thrown away. */
    LINGERING(1),
    READING(10),
    /** Between two requests. */
    IDLE(120),
    WRITING(60),
    /** A worker has it. */
    ANSWERING(Integer.MAX_VALUE);

    final long nanos;

    State(int seconds) {
      nanos = seconds * SECOND;
    }
  }

  final Transport transport;
  final SelectionKey key;
  private State state = State.READING;
  private long since = System.nanoTime();
  private byte[] input = new byte[512];
  private int length;
  private int scanned;
  private int discarded;
  private PendingRequest awaited;
  private ByteBuffer[] output;
  private boolean heardWhileAnswering;
  private boolean moreToAnswer;
  private boolean closeAfterOutput;
  private boolean lingerAfterOutput;

  Connection(Transport transport, SelectionKey key) {
    this.transport = transport;
    this.key = key;
  }

  State state() {
    return state;
  }

  void become(State next) {
    state = next;
    heardWhileAnswering = false;
    since = System.nanoTime();
    listen();
  }

  /** A worker has it until then. */
  void await(PendingRequest answer) {
    awaited = answer;
    become(State.ANSWERING);
  }

  /** The last answer that a worker was asked for. */
  PendingRequest awaited() {
    return awaited;
  }

  /** Nanoseconds until this connection has taken too long; not positive if it has. */
  long remaining(long now) {
    return state.nanos - (now - since);
  }

  /** Whether this one is to be given up before that one, when a newcomer needs the place. */
  boolean goesBefore(Connection other) {
    if (state != other.state) return state.compareTo(other.state) < 0;
    return since - other.since < 0;
  }

  /** Appends what has been read; there is never more than an unfinished head before it. */
  void take(ByteBuffer bytes) {
    if (state == State.IDLE) become(State.READING);
    int sum = length + bytes.remaining();
    if (sum > input.length) input = Arrays.copyOf(input, Math.max(sum, 2 * input.length));
    bytes.get(input, length, bytes.remaining());
    length = sum;
  }

  /** The next complete request, null if there is none yet. */
  Request next() throws BadRequestException {
    int start = 0;
    while (start < length && (input[start] == '\r' || input[start] == '\n')) start++;
    int end = endOfHead(start);
    if ((end < 0 ? length : end) - start > MAX_HEAD) throw tooLarge();
    if (end < 0) return null;
    Request request = Request.parse(input, start, end);
    length -= end;
    System.arraycopy(input, end, input, 0, length);
    scanned = 0;
    return request;
  }

  /** Where the empty line ends that ends the head, -1 if it is not there yet. */
  private int endOfHead(int start) {
    int at = Math.max(scanned, start);
    while (at < length && !(input[at] == '\n' && endsHead(at, start))) at++;
    scanned = at;
    return at < length ? at + 1 : -1;
  }

  /**
   * Reads once while a worker is busy, only to learn of a client that is gone; one that has sent
   * all it will may still be waiting for the answer.
   */
  void receiveAhead(ByteBuffer buffer) throws IOException {
    heardWhileAnswering = true;
    if (length > 0) return;
    buffer.clear();
    if (transport.read(buffer) <= 0) return;
    buffer.flip();
    take(buffer);
  }

  /** Asks for another turn, for requests that have been received already. */
  void comeBack() {
    moreToAnswer = true;
  }

  /** Sets what goes out next. */
  void respond(ByteBuffer[] response, boolean close, boolean linger) {
    output = response;
    closeAfterOutput = close;
    lingerAfterOutput = linger;
    become(State.WRITING);
  }

  /** Writes; false if the connection is at its end. */
  boolean flush() throws IOException {
    for (ByteBuffer buffer : output) {
      if (transport.write(buffer)) continue;
      listen();
      return true;
    }
    output = null;
    if (!closeAfterOutput) {
      become(length > 0 ? State.READING : State.IDLE);
      return true;
    }
    if (!lingerAfterOutput) return false;
    transport.shutdownOutput();
    become(State.LINGERING);
    return true;
  }

  /** Throws away what a refused client still sends; false if there is no more. */
  boolean discard(ByteBuffer buffer) throws IOException {
    buffer.clear();
    int read = transport.read(buffer);
    discarded += Math.max(read, 0);
    return read >= 0 && discarded < MAX_DISCARDED;
  }

  /** Waits for what the state needs. */
  void listen() {
    int ops = state == State.WRITING ? SelectionKey.OP_WRITE : SelectionKey.OP_READ;
    // A connection that can be written to is ready at once.
    if (transport.wantsToWrite() || moreToAnswer) ops |= SelectionKey.OP_WRITE;
    moreToAnswer = false;
    if (state == State.ANSWERING && heardWhileAnswering) ops = 0;
    if (key.isValid() && key.interestOps() != ops) key.interestOps(ops);
  }

  private boolean endsHead(int feed, int start) {
    int before = feed - 1;
    if (before > start && input[before] == '\r') before--;
    return before > start && input[before] == '\n';
  }

  private static BadRequestException tooLarge() {
    return new BadRequestException(431, "request head larger than " + MAX_HEAD + " bytes");
  }
}
