package io.github.ecsmetrics.agent.families;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The numbers that Prometheus' parsers read: those of Go's {@code strconv.ParseFloat}, but for
 * hexadecimal ones and underscores. Java reads other words ({@code NaN}, {@code Infinity}), and
 * reads {@code 1e999}, which Go refuses.
 */
final class FloatSyntax {
  /** Fewer digits cannot pass the largest double, nor can exponents of fewer than three digits. */
  private static final int HARMLESS_DIGITS = 200;

  private FloatSyntax() {}

  /**
   * The end of the number at a position.
   *
   * @param from the text goes on after the number for at least one byte
   * @return -1 if there is no number
   */
  static int end(byte[] text, int from) {
    int i = from;
    if (text[i] == '+' || text[i] == '-') i++;
    int start = i;
    while (isDigit(text[i])) i++;
    int digits = i - start;
    if (text[i] == '.') {
      int point = ++i;
      while (isDigit(text[i])) i++;
      digits += i - point;
    }
    if (digits == 0) return wordEnd(text, from);
    int mantissa = i;
    if ((text[i] | 0x20) == 'e') {
      i++;
      if (text[i] == '+' || text[i] == '-') i++;
      if (!isDigit(text[i])) return -1;
      while (isDigit(text[i])) i++;
    }
    boolean harmless = digits < HARMLESS_DIGITS && i - mantissa < 4;
    return harmless || !Double.isInfinite(parse(text, from, i)) ? i : -1;
  }

  /** The end of {@code Inf}, {@code Infinity} or {@code NaN}, in any case. */
  private static int wordEnd(byte[] text, int from) {
    boolean signed = text[from] == '+' || text[from] == '-';
    int word = signed ? from + 1 : from;
    if (startsWith(text, word, "infinity")) return word + 8;
    if (startsWith(text, word, "inf")) return word + 3;
    return !signed && startsWith(text, word, "nan") ? word + 3 : -1;
  }

  private static boolean startsWith(byte[] text, int from, String lowerCase) {
    for (int i = 0; i < lowerCase.length(); i++) {
      if (from + i >= text.length || (text[from + i] | 0x20) != lowerCase.charAt(i)) return false;
    }
    return true;
  }

  /** Whether the number at a position is below zero. */
  static boolean isNegative(byte[] text, int from, int end) {
    if (text[from] != '-') return false;
    for (int i = from + 1; i < end && (text[i] | 0x20) != 'e'; i++) {
      if (text[i] != '0' && text[i] != '.') return true;
    }
    return false;
  }

  /** Whether the number is neither infinite nor no number. */
  static boolean isFinite(byte[] text, int end) {
    return isDigit(text[end - 1]) || text[end - 1] == '.';
  }

  /** The value of a number for which {@link #end} found an end. */
  static double parse(byte[] text, int from, int end) {
    if (!isFinite(text, end)) {
      if ((text[end - 1] | 0x20) == 'n' && (text[end - 2] | 0x20) == 'a') return Double.NaN;
      return text[from] == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return Double.parseDouble(new String(text, from, end - from, US_ASCII));
  }

  /** The value of a number; null if the text is none. */
  static Double parse(String number) {
    byte[] text = (number + '\n').getBytes(UTF_8);
    return end(text, 0) == text.length - 1 ? parse(text, 0, text.length - 1) : null;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
