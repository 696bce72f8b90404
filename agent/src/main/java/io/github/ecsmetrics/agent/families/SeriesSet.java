package io.github.ecsmetrics.agent.families;

/** The series of a page, to find one that is there twice: a hash table without objects. */
final class SeriesSet {
  private static final int MIN_SIZE = 64;
  private static final long UPPER = 0xFFFFFFFF_00000000L;

  private final SampleReader reader;

  /** The upper half of the hash, and where the line begins, plus 1; 0 if the place is free. */
  private long[] places;

  private int size;

  /**
   * @param series about how many there will be
   */
  SeriesSet(SampleReader reader, int series) {
    this.reader = reader;
    places = new long[Integer.highestOneBit(Math.max(series, MIN_SIZE)) << 1];
  }

  /**
   * Adds a series.
   *
   * @param hash of its name and labels, in any order
   * @param start of its line
   * @return false if the series is there already
   */
  boolean add(long hash, int start) {
    if (2 * size >= places.length) grow();
    long entry = hash & UPPER | start + 1;
    int at = place(hash);
    while (places[at] != 0) {
      long other = places[at];
      if ((other & UPPER) == (hash & UPPER) && reader.isSameSeries((int) other - 1, start)) {
        return false;
      }
      at = at + 1 & places.length - 1;
    }
    places[at] = entry;
    size++;
    return true;
  }

  private int place(long hash) {
    return (int) (hash >>> 32) & places.length - 1;
  }

  private void grow() {
    long[] old = places;
    places = new long[2 * old.length];
    for (long entry : old) {
      if (entry == 0) continue;
      int at = place(entry);
      while (places[at] != 0) at = at + 1 & places.length - 1;
      places[at] = entry;
    }
  }
}
