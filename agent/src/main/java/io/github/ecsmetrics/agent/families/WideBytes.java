package io.github.ecsmetrics.agent.families;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Compares and hashes parts of a text, eight bytes at a time. */
final class WideBytes {
  private static final int LONG = 24;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private final byte[] text;
  private final ByteBuffer words;

  /** Windows of {@link #equal}. */
  private final ByteBuffer one;

  private final ByteBuffer other;

  WideBytes(byte[] text) {
    this.text = text;
    words = ByteBuffer.wrap(text).order(ByteOrder.LITTLE_ENDIAN);
    one = words.duplicate();
    other = words.duplicate();
  }

  /** The number of bytes that are the same from two positions on, up to a maximum. */
  int same(int a, int b, int max) {
    int i = 0;
    for (; i + 8 <= max; i += 8) {
      long difference = words.getLong(a + i) ^ words.getLong(b + i);
      if (difference != 0) return i + (Long.numberOfTrailingZeros(difference) >>> 3);
    }
    if (i == max) return max;
    if (Math.max(a, b) + i + 8 > text.length) {
      while (i < max && text[a + i] == text[b + i]) i++;
      return i;
    }
    long difference = words.getLong(a + i) ^ words.getLong(b + i);
    int more = difference == 0 ? 8 : Long.numberOfTrailingZeros(difference) >>> 3;
    return Math.min(max, i + more);
  }

  /** Whether two parts are the same. Buffers compare long ones with vector instructions. */
  boolean equal(int a, int b, int length) {
    if (length < LONG) return same(a, b, length) == length;
    one.limit(a + length);
    one.position(a);
    other.limit(b + length);
    other.position(b);
    return one.equals(other);
  }

  /** A hash of all 64 bits. */
  long hash(int from, int to) {
    long hash = to - from;
    int i = from;
    for (; i + 8 <= to; i += 8) hash = mix(hash ^ words.getLong(i));
    if (i == to) return hash;
    return mix(hash ^ (to < 8 ? tail(i, to) : words.getLong(to - 8) >>> 64 - 8 * (to - i)));
  }

  /** The same number as eight bytes up to the end, without those before. */
  private long tail(int from, int to) {
    long tail = 0;
    for (int i = to - 1; i >= from; i--) tail = tail << 8 | text[i] & 0xff;
    return tail;
  }

  static long mix(long bits) {
    long product = bits * MULTIPLIER;
    return product ^ product >>> 32;
  }
}
