package io.github.ecsmetrics.sample.metadata;

/**
 * What a container does, as a function of the seconds it has run: the same rates all the time, so
 * that a reader of the numbers can be held against them.
 *
 * @param cpus CPU seconds a second
 * @param anonymous bytes of memory after a garbage collection
 * @param garbage bytes that come on top until the next one
 * @param cached bytes of page cache
 * @param readBytes bytes read from disk at the start
 * @param writtenBytes bytes written to disk a second
 */
record Load(
    double cpus, long anonymous, long garbage, long cached, long readBytes, long writtenBytes) {
  private static final double GARBAGE_SECONDS = 120;

  /** CPU time in ns. */
  long cpuNanos(double seconds) {
    return Math.round(cpus * seconds * 1e9);
  }

  /** Memory that is not page cache, bytes. */
  long rss(double seconds) {
    return anonymous + Math.round(garbage * (seconds % GARBAGE_SECONDS / GARBAGE_SECONDS));
  }

  /** The highest that {@link #rss} has been, bytes. */
  long rssPeak(double seconds) {
    return seconds < GARBAGE_SECONDS ? rss(seconds) : anonymous + garbage;
  }

  /** Bytes written, in whole blocks. */
  long written(double seconds) {
    return Math.round(writtenBytes * seconds) / 4096 * 4096;
  }
}
