package io.github.ecsmetrics.agent.otlp;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Walks through the fields of one protobuf message.
 *
 * <pre>{@code
 * while (in.next()) {
 *   if (in.field() == 2) message = in.string();
 * }
 * }</pre>
 */
final class ProtobufReader {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  private final byte[] bytes;
  private final int end;
  private int at;
  private int field;
  private long number;
  private int start;
  private int length;

  ProtobufReader(byte[] message) {
    this(message, 0, message.length);
  }

  private ProtobufReader(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  /**
   * Goes to the next field.
   *
   * @return false at the end of the message
   * @throws IOException if the message is broken
   */
  boolean next() throws IOException {
    if (at == end) return false;
    long tag = varint();
    field = (int) (tag >>> 3);
    number = 0;
    length = 0;
    switch ((int) tag & 7) {
      case VARINT:
        number = varint();
        break;
      case FIXED64:
        skip(8);
        break;
      case LENGTH_DELIMITED:
        long size = varint();
        start = at;
        skip(size);
        length = (int) size;
        break;
      case FIXED32:
        skip(4);
        break;
      default:
        throw new IOException("not a protobuf message");
    }
    return true;
  }

  int field() {
    return field;
  }

  /** The value of a field of type int64; 0 if it has another type. */
  long number() {
    return number;
  }

  /** The value of a field that is a string; empty if it has another type. */
  String string() {
    return new String(bytes, start, length, StandardCharsets.UTF_8);
  }

  /** The value of a field that is a message; empty if it has another type. */
  ProtobufReader message() {
    return new ProtobufReader(bytes, start, start + length);
  }

  private long varint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      skip(1);
      byte next = bytes[at - 1];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) return value;
    }
    throw new IOException("not a protobuf message");
  }

  private void skip(long count) throws IOException {
    if (count < 0 || count > end - at) throw new EOFException("a protobuf message that is cut off");
    at += (int) count;
  }
}
