package io.github.ecsmetrics.agent.families;

import java.util.Arrays;

/** A text that grows. */
final class TextBuffer {
  private byte[] bytes;
  private int length;

  /**
   * @param capacity in bytes, to be exact if possible: then nothing is copied again
   */
  TextBuffer(int capacity) {
    bytes = new byte[capacity];
  }

  void append(byte[] source, int from, int to) {
    int added = to - from;
    if (bytes.length - length < added) grow(added);
    System.arraycopy(source, from, bytes, length, added);
    length += added;
  }

  void append(byte[] source) {
    append(source, 0, source.length);
  }

  void append(char ascii) {
    if (bytes.length == length) grow(1);
    bytes[length++] = (byte) ascii;
  }

  private void grow(int added) {
    bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + added));
  }

  byte[] toBytes() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }
}
