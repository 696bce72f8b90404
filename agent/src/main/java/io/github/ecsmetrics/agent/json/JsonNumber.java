package io.github.ecsmetrics.agent.json;

import java.io.IOException;

/**
 * Reads a number to the double that is nearest to it.
 *
 * <p>All that the endpoint says are whole numbers up to 2^63-1 (cgroup v1's word for no limit is
 * 2^63-4096), which are read as a {@code long}, and fractions whose digits are a number up to 2^53,
 * which take one division: both of its terms are exact in a double, so that the quotient is the
 * nearest one. {@code Double.parseDouble} has the rest; it would be nine more classes on the way to
 * {@code main}.
 */
final class JsonNumber {
  /** 2^64-1, the largest that is of use to anybody. */
  private static final String LARGEST = "18446744073709551615";

  /** Up to here each whole number is a double. */
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
   * @return never -0; NaN where it is a whole number beyond 2^64-1 on either side, or larger than
   *     any double
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

  /** One digit more than always fits turns the sum negative if it does not. */
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

  /** Reading 2000 digits as a double would take its time. */
  private static boolean isBeyondLargest(String digits) {
    int longer = digits.length() - LARGEST.length();
    return longer > 0 || longer == 0 && digits.compareTo(LARGEST) > 0;
  }
}
