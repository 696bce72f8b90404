package io.github.ecsmetrics.agent.json;

import java.util.Arrays;

/**
 * The texts read so far: one that comes again with the next answer is the same object.
 *
 * <p>A task's names, images and ARNs come with every poll and hardly ever change; most of what a
 * poll would allocate are they.
 */
public final class StringPool {
  private static final int SLOTS = 1024;
  private static final int MAX_LENGTH = 512;

  private final String[] slots = new String[SLOTS];
  private int size;

  String get(char[] chars, int offset, int length) {
    if (length > MAX_LENGTH) return new String(chars, offset, length);
    int hash = 0;
    for (int i = offset; i < offset + length; i++) hash = 31 * hash + chars[i];
    int slot = (hash ^ hash >>> 16) & SLOTS - 1;
    while (slots[slot] != null) {
      if (isSame(slots[slot], hash, chars, offset, length)) return slots[slot];
      slot = slot + 1 & SLOTS - 1;
    }
    return add(slot, new String(chars, offset, length));
  }

  private String add(int slot, String text) {
    if (++size > SLOTS / 2) {
      // Something changes all the time; better to forget than to grow.
      Arrays.fill(slots, null);
      size = 1;
    }
    slots[slot] = text;
    return text;
  }

  private static boolean isSame(String text, int hash, char[] chars, int offset, int length) {
    if (text.hashCode() != hash || text.length() != length) return false;
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) != chars[offset + i]) return false;
    }
    return true;
  }
}
