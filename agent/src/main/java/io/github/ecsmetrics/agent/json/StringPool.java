package io.github.ecsmetrics.agent.json;

import java.util.Arrays;

/**
 * The strings read so far, so that a string which comes again is the same object.
 *
 * <p>The names, images and ARNs of a task come with every poll and rarely change. Without the pool
 * they are most of what a poll allocates.
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
      // If strings change all the time, the pool starts again rather than grow.
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
