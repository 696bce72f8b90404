package io.github.ecsmetrics.agent.application;

import java.nio.charset.StandardCharsets;

/** Sources for the reader, and the time that it has for them. */
final class Sources {
  static final byte[] TEXT = "a 1\n".getBytes(StandardCharsets.US_ASCII);

  static final MetricsSource GOOD =
      (wanted, out) -> {
        out.write(TEXT);
        return wanted;
      };

  private Sources() {}

  /** So many milliseconds from now. */
  static long in(long millis) {
    return System.nanoTime() + millis * 1_000_000;
  }
}
