package io.github.ecsmetrics.agent.json;

import java.io.IOException;

/**
 * Reads a number as the nearest double.
 *
 * <p>The endpoint sends whole numbers up to 2^63-1 (cgroup v1 writes 2^63-4096 for "no limit");
 * these are read as a {@code long}. A fraction whose digits fit into 2^53 is one division of two
 * exact doubles, so its quotient is the nearest double. All other numbers go to {@code
 * Double.parseDouble}, which loads nine more classes.
 */
final class JsonNumber {
  /** 2^64-1, the largest number that any field has. */
  private static final String LARGEST = "18446744073709551615";

  /** Each whole number up to this one is exact as a double. */
  private static final long EXACT = 1L << 53;

  private static final int MAX_DIGITS = 18;

  private final JsonBytes in;
  private long digits;
  private int count;
  private boolean whole;
  private boolean simple;

  JsonNumber(JsonBytes in) {
    this.in = in;
  }

  /**
   * Reads a number whose first character has been taken.
   *
   * @return never -0; NaN for a whole number whose magnitude exceeds 2^64-1, or one larger than any
   *     double
   */
  double read(int first) throws IOException {
    digits = 0;
    count = 0;
    whole = true;
    simple = true;
    int start = in.position() - 1;
    boolean negative = first == '-';
    readWhole(negative ? in.take() : first);
    int decimals = 0;
    if (in.peek() == '.') decimals = readDecimals();
    if (in.peek() == 'e' || in.peek() == 'E') skipExponent();
    if (!simple || !(whole ? fitsLong() : isExact())) return slowly(start);
    double value = digits;
    for (double scale = 1; decimals > 0; decimals--) {
      scale *= 10;
      if (decimals == 1) value /= scale;
    }
    return negative ? 0 - value : value;
  }

  /** The 19th digit turns the sum negative if it does not fit. */
  private boolean fitsLong() {
    return count <= MAX_DIGITS || count == MAX_DIGITS + 1 && digits >= 0;
  }

  private boolean isExact() {
    return count <= MAX_DIGITS && digits <= EXACT;
  }

  private void readWhole(int first) throws IOException {
    if (first < '0' || first > '9') throw in.unexpected(first);
    add(first);
    while (first != '0' && isDigit(in.peek())) add(in.take());
  }

  private int readDecimals() throws IOException {
    whole = false;
    in.take();
    int before = count;
    readDigits();
    return count - before;
  }

  private void skipExponent() throws IOException {
    whole = false;
    simple = false;
    in.take();
    if (in.peek() == '+' || in.peek() == '-') in.take();
    readDigits();
  }

  private void readDigits() throws IOException {
    int first = in.take();
    if (!isDigit(first)) throw in.unexpected(first);
    add(first);
    while (isDigit(in.peek())) add(in.take());
  }

  private void add(int digit) {
    digits = digits * 10 + digit - '0';
    count++;
  }

  private static boolean isDigit(int next) {
    return next >= '0' && next <= '9';
  }

  private double slowly(int start) {
    String text = in.ascii(start);
    if (whole && isBeyondLargest(text.startsWith("-") ? text.substring(1) : text)) {
      return Double.NaN;
    }
    double value = Double.parseDouble(text);
    return Double.isInfinite(value) ? Double.NaN : value + 0.0;
  }

  /** Parsing 2000 digits would take too long. */
  private static boolean isBeyondLargest(String digits) {
    int longer = digits.length() - LARGEST.length();
    return longer > 0 || longer == 0 && digits.compareTo(LARGEST) > 0;
  }
}
