package io.github.ecsmetrics.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpDateTest {
  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 'Thu, 01 Jan 1970 00:00:00 GMT'",
    "1994-11-06T08:49:37Z, 'Sun, 06 Nov 1994 08:49:37 GMT'",
    "2000-02-29T23:59:59Z, 'Tue, 29 Feb 2000 23:59:59 GMT'",
    "2100-03-01T00:00:00Z, 'Mon, 01 Mar 2100 00:00:00 GMT'",
    "9999-12-31T23:59:59Z, 'Fri, 31 Dec 9999 23:59:59 GMT'"
  })
  void dateIsAsInTheStandard(String instant, String date) {
    assertEquals(date, HttpDate.format(Instant.parse(instant).getEpochSecond()));
  }

  @Test
  void everyDayUntil2400IsAsTheJdkSays() {
    DateTimeFormatter format =
        DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    long end = LocalDate.of(2400, 3, 2).toEpochDay();
    for (long day = 0; day < end; day++) {
      long second = day * 86_400 + day * 7919 % 86_400;
      assertEquals(format.format(Instant.ofEpochSecond(second)), HttpDate.format(second));
    }
  }
}
