package io.github.ecsmetrics.agent.json;

/**
 * Reads timestamps such as {@code 2025-02-27T05:06:03.714437592Z} as seconds since the epoch.
 *
 * <p>Without {@code java.time}, whose formatter would load a hundred classes before the
 * application's {@code main}.
 */
final class Rfc3339 {
  private static final int[] DAYS_BEFORE_MONTH = {
    0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334
  };

  private final char[] text;
  private final int end;
  private int position;
  private boolean wrong;

  private Rfc3339(char[] text, int offset, int length) {
    this.text = text;
    this.position = offset;
    this.end = offset + length;
  }

  /**
   * Seconds since the epoch, to the precision of a double, negative before it; NaN if it is no
   * timestamp.
   */
  static double parse(char[] text, int offset, int length) {
    return new Rfc3339(text, offset, length).read();
  }

  private double read() {
    int year = digits(4);
    skip('-');
    int month = digits(2);
    skip('-');
    int day = digits(2);
    skip('T');
    int hour = digits(2);
    skip(':');
    int minute = digits(2);
    skip(':');
    int second = digits(2);
    double fraction = next() == '.' ? fraction() : 0;
    int offsetSeconds = offset();
    if (wrong || position != end) return Double.NaN;
    if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60)
      return Double.NaN;
    long days = days(year, month, day);
    return days * 86400 + hour * 3600L + minute * 60L + second - offsetSeconds + fraction;
  }

  private static long days(int year, int month, int day) {
    int before = year - 1;
    long days = before * 365L + before / 4 - before / 100 + before / 400 - 719162;
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days + DAYS_BEFORE_MONTH[month - 1] + (leap && month > 2 ? 1 : 0) + day - 1;
  }

  private double fraction() {
    position++;
    long value = 0;
    double scale = 1;
    int start = position;
    for (char c = next(); c >= '0' && c <= '9'; c = next()) {
      // A double has no room for digits beyond nanoseconds.
      if (position - start < 9) {
        value = value * 10 + c - '0';
        scale *= 10;
      }
      position++;
    }
    wrong |= position == start;
    return value / scale;
  }

  private int offset() {
    char sign = next();
    position++;
    if (sign == 'Z') return 0;
    wrong |= sign != '+' && sign != '-';
    int hours = digits(2);
    skip(':');
    int seconds = hours * 3600 + digits(2) * 60;
    return sign == '-' ? -seconds : seconds;
  }

  private char next() {
    return position < end ? text[position] : 0;
  }

  private void skip(char expected) {
    wrong |= next() != expected;
    position++;
  }

  private int digits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      char c = next();
      wrong |= c < '0' || c > '9';
      value = value * 10 + c - '0';
      position++;
    }
    return value;
  }
}
