package io.github.ecsmetrics.agent.families;

/** The names of the labels of a page, each with a bit; so that sets of names are numbers. */
final class LabelNames {
  /** A page with more names has one bit for all others. */
  private static final int MAX = 63;

  private static final long OTHERS = 1L << MAX;
  private static final int PLACES = 128;

  private final long[] hashes = new long[PLACES];

  /** 0 if the place is free. */
  private final long[] bits = new long[PLACES];

  private int size;

  /** The bit of a name, given by its {@link WideBytes#hash}. */
  long add(long hash) {
    int place = place(hash);
    if (bits[place] != 0) return bits[place];
    if (size == MAX) return OTHERS;
    hashes[place] = hash;
    bits[place] = 1L << size++;
    return bits[place];
  }

  /** The bit of a name; 0 if no label of the page has it. */
  long find(long hash) {
    long bit = bits[place(hash)];
    return bit == 0 && size == MAX ? OTHERS : bit;
  }

  private int place(long hash) {
    int place = (int) hash & PLACES - 1;
    while (bits[place] != 0 && hashes[place] != hash) place = place + 1 & PLACES - 1;
    return place;
  }
}
