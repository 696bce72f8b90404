package io.github.ecsmetrics.agent.families;

/** The series of a page, to find one that is there twice: a hash table without objects. */
final class SeriesSet {
  private final SampleReader reader;
  private long[] hashes = new long[1024];

  /** Where the line begins, plus 1; 0 if the place is free. */
  private int[] starts = new int[1024];

  private int size;

  SeriesSet(SampleReader reader) {
    this.reader = reader;
  }

  /**
   * Adds a series.
   *
   * @param hash of its name and labels, in any order
   * @param start of its line
   * @return false if the series is there already
   */
  boolean add(long hash, int start) {
    if (2 * size >= hashes.length) grow();
    int at = place(hash);
    while (starts[at] != 0) {
      if (hashes[at] == hash && reader.isSameSeries(starts[at] - 1, start)) return false;
      at = at + 1 & hashes.length - 1;
    }
    put(at, hash, start + 1);
    return true;
  }

  private void put(int at, long hash, int start) {
    hashes[at] = hash;
    starts[at] = start;
    size++;
  }

  private int place(long hash) {
    return (int) (hash ^ hash >>> 32) & hashes.length - 1;
  }

  private void grow() {
    long[] oldHashes = hashes;
    int[] oldStarts = starts;
    hashes = new long[2 * oldHashes.length];
    starts = new int[2 * oldHashes.length];
    size = 0;
    for (int i = 0; i < oldHashes.length; i++) {
      if (oldStarts[i] == 0) continue;
      int at = place(oldHashes[i]);
      while (starts[at] != 0) at = at + 1 & hashes.length - 1;
      put(at, oldHashes[i], oldStarts[i]);
    }
  }
}
