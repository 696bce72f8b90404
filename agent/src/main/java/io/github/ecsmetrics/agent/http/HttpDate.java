package io.github.ecsmetrics.agent.http;

/**
 * Formats the date of a response, {@code Sun, 22 Nov 2026 00:07:04 GMT}. The JDK's formatters would
 * load a hundred classes.
 */
final class HttpDate {
  private static final String DAYS = "ThuFriSatSunMonTueWed";
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

  private HttpDate() {}

  /** Formats seconds since 1970, from 1970 to 9999. */
  static String format(long epochSecond) {
    long day = epochSecond / 86_400;
    int second = (int) (epochSecond % 86_400);
    // Days since 1 March 0000, so that a leap day ends its year.
    long since = day + 719_468;
    int era = (int) (since / 146_097);
    int dayOfEra = (int) (since % 146_097);
    int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    int month = monthFromMarch < 10 ? monthFromMarch + 2 : monthFromMarch - 10;
    int year = era * 400 + yearOfEra + (month < 2 ? 1 : 0);
    StringBuilder date = new StringBuilder(29);
    int weekday = (int) (day % 7) * 3;
    date.append(DAYS, weekday, weekday + 3).append(", ");
    two(date, dayOfMonth).append(' ').append(MONTHS, month * 3, month * 3 + 3).append(' ');
    two(date, year / 100);
    two(date, year % 100).append(' ');
    two(date, second / 3600).append(':');
    two(date, second / 60 % 60).append(':');
    return two(date, second % 60).append(" GMT").toString();
  }

  private static StringBuilder two(StringBuilder to, int number) {
    return to.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
