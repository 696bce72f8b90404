package io.github.ecsmetrics.agent.families;

import java.util.Arrays;

/** The samples of a page: four numbers a line, in one array. */
final class SampleLines {
  private static final int NUMBERS = 4;

  private int[] numbers;
  private int size;

  /**
   * @param lines about how many there will be
   */
  SampleLines(int lines) {
    numbers = new int[(lines + 1) * NUMBERS];
  }

  void add(SampleScanner line, int start) {
    int at = size++ * NUMBERS;
    if (at == numbers.length) numbers = Arrays.copyOf(numbers, 2 * at);
    numbers[at] = start;
    numbers[at + 1] = line.insertAt;
    numbers[at + 2] = line.place;
    numbers[at + 3] = line.end;
  }

  /** Drops all lines but the first ones. */
  void truncate(int newSize) {
    size = newSize;
  }

  int size() {
    return size;
  }

  int start(int line) {
    return numbers[line * NUMBERS];
  }

  /** Where labels can be added. */
  int insertAt(int line) {
    return numbers[line * NUMBERS + 1];
  }

  /** What is there: a constant of {@link SampleScanner}. */
  int place(int line) {
    return numbers[line * NUMBERS + 2];
  }

  /** After the last byte of the line that is not blank. */
  int end(int line) {
    return numbers[line * NUMBERS + 3];
  }
}
