package io.github.ecsmetrics.agent.otlp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the fields of protobuf messages.
 *
 * <pre>{@code
 * int attribute = out.begin(9);
 * out.string(1, "container_name");
 * out.end(attribute);
 * }</pre>
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">the encoding</a>
 */
final class ProtobufWriter {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;

  private byte[] buffer = new byte[1024];
  private int size;

  /** Bytes so far. */
  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(buffer, 0, size);
  }

  /** A field of type bool, int64, uint32, uint64 or of an enum. */
  void varint(int field, long value) {
    tag(field, VARINT);
    varint(value);
  }

  /** A field of type sint32: a negative number is as short as a positive one. */
  void signed(int field, int value) {
    varint(field, ((value << 1) ^ (value >> 31)) & 0xFFFFFFFFL);
  }

  void fixed64(int field, long value) {
    tag(field, FIXED64);
    fixed64(value);
  }

  void number(int field, double value) {
    fixed64(field, Double.doubleToRawLongBits(value));
  }

  void string(int field, String value) {
    bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  void bytes(int field, byte[] value) {
    tag(field, LENGTH_DELIMITED);
    varint(value.length);
    raw(value, value.length);
  }

  /**
   * Begins a field that is a message or a packed array; what is written until {@link #end} is in
   * it.
   *
   * @return for {@link #end}
   */
  int begin(int field) {
    tag(field, LENGTH_DELIMITED);
    put(0);
    return size;
  }

  /**
   * Ends a field and writes its length, for which {@link #begin} left one byte.
   *
   * @param start what {@link #begin} returned
   */
  void end(int start) {
    int length = size - start;
    int wider = varintSize(length) - 1;
    if (wider > 0) {
      ensure(wider);
      System.arraycopy(buffer, start, buffer, start + wider, length);
    }
    size = start - 1;
    varint(length);
    size += length;
  }

  /** An element of a packed array. */
  void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      put((int) rest | 0x80);
      rest >>>= 7;
    }
    put((int) rest);
  }

  /** An element of a packed array. */
  void fixed64(long value) {
    for (int shift = 0; shift < 64; shift += 8) put((int) (value >>> shift));
  }

  /** Fields that another writer wrote. */
  void raw(ProtobufWriter fields) {
    raw(fields.buffer, fields.size);
  }

  private void raw(byte[] bytes, int length) {
    ensure(length);
    System.arraycopy(bytes, 0, buffer, size, length);
    size += length;
  }

  private void tag(int field, int wireType) {
    varint(field << 3 | wireType);
  }

  private void put(int octet) {
    ensure(1);
    buffer[size++] = (byte) octet;
  }

  private void ensure(int more) {
    if (buffer.length - size >= more) return;
    buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
  }

  private static int varintSize(int value) {
    return Math.max(1, (38 - Integer.numberOfLeadingZeros(value)) / 7);
  }
}
