package io.github.ecsmetrics.agent.net;

import io.github.ecsmetrics.agent.classes.AgentJar;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/**
 * The bytes that a socket delivers before a deadline.
 *
 * <p>The socket's own time-out bounds each read only: a server that sends a byte a second would
 * hold the reader for hours. Here every read gets no more than what is left of the whole.
 */
public final class DeadlineInput {
  private final Socket socket;
  private final InputStream in;
  private long deadlineNanos;
  private final byte[] buffer = new byte[2048];
  private int position;
  private int end;

  /**
   * @param deadlineNanos on the scale of {@link System#nanoTime}
   */
  public DeadlineInput(Socket socket, long deadlineNanos) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.deadlineNanos = deadlineNanos;
  }

  /** Milliseconds left until a deadline, at least 1. */
  public static int millisUntil(long deadlineNanos) throws IOException {
    long millis = (deadlineNanos - System.nanoTime()) / 1000000;
    if (millis <= 0) {
      // The jar may have changed while the time passed.
      AgentJar.check();
      throw RequestFailure.timeout();
    }
    return (int) Math.min(millis, Integer.MAX_VALUE);
  }

  /** The next byte, or -1 at the end. */
  int read() throws IOException {
    if (position == end) {
      position = 0;
      end = Math.max(0, fill(buffer, 0, buffer.length));
      if (end == 0) return -1;
    }
    return buffer[position++] & 0xff;
  }

  /** Reads up to {@code length} bytes; -1 at the end. */
  int read(byte[] target, int offset, int length) throws IOException {
    if (position == end) return fill(target, offset, length);
    int count = Math.min(length, end - position);
    System.arraycopy(buffer, position, target, offset, count);
    position += count;
    return count;
  }

  /** Moves the deadline to that time from now, if it was later. */
  void endWithin(int millis) {
    long end = System.nanoTime() + millis * 1000000L;
    if (end - deadlineNanos < 0) deadlineNanos = end;
  }

  private int fill(byte[] target, int offset, int length) throws IOException {
    socket.setSoTimeout(millisUntil(deadlineNanos));
    try {
      return in.read(target, offset, length);
    } catch (IOException failure) {
      // The jar may have changed while this thread waited.
      AgentJar.check();
      throw RequestFailure.orTimeout(failure, deadlineNanos);
    }
  }
}
