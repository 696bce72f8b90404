package io.github.ecsmetrics.agent.families;

/** Whether bytes are UTF-8, as Go's {@code utf8.Valid} decides: no surrogates, nothing overlong. */
final class Utf8 {
  private Utf8() {}

  static boolean isValid(byte[] text, int from, int to) {
    for (int i = from; i < to; ) {
      int first = text[i++];
      if (first >= 0) continue;
      int more = continuations(first & 0xff);
      if (more == 0 || to - i < more || !isSecond(first & 0xff, text[i] & 0xff)) return false;
      for (int end = i + more; i < end; i++) {
        if ((text[i] & 0xc0) != 0x80) return false;
      }
    }
    return true;
  }

  private static int continuations(int first) {
    if (first < 0xc2 || first > 0xf4) return 0;
    if (first < 0xe0) return 1;
    return first < 0xf0 ? 2 : 3;
  }

  private static boolean isSecond(int first, int second) {
    switch (first) {
      case 0xe0:
        return second >= 0xa0;
      case 0xed:
        return second < 0xa0;
      case 0xf0:
        return second >= 0x90;
      case 0xf4:
        return second < 0x90;
      default:
        return true;
    }
  }
}
