package io.github.ecsmetrics.agent.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {
  @ParameterizedTest
  @CsvSource({
    "2025-02-27T05:06:03Z, 1740632763",
    "2025-02-27T05:06:03.5Z, 1740632763.5",
    "2025-02-27T05:06:03.714437592Z, 1740632763.714437592",
    "2025-02-27T05:06:03.7144375921234Z, 1740632763.714437592",
    "2025-02-27T06:06:03+01:00, 1740632763",
    "2025-02-26T23:36:03-05:30, 1740632763",
    "2024-02-29T00:00:00Z, 1709164800",
    "2100-03-01T00:00:00Z, 4107542400",
    "1970-01-01T00:00:00Z, 0",
    "1969-12-31T23:59:59.5Z, -0.5",
    "0001-01-01T00:00:00Z, -62135596800",
  })
  void timestampIsSecondsSinceTheEpoch(String text, double seconds) {
    assertEquals(seconds, parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2025-02-27",
        "2025-02-27T05:06:03",
        "2025-02-27 05:06:03Z",
        "2025-02-27T05:06:03.Z",
        "2025-02-27T05:06:03Zx",
        "2025-13-27T05:06:03Z",
        "2025-00-27T05:06:03Z",
        "2025-02-27T24:06:03Z",
        "２０２５-02-27T05:06:03Z",
        "2025-02-27T05:06:03+0100",
        "never"
      })
  void whatIsNoTimestampIsUnknown(String text) {
    assertEquals(Double.NaN, parse(text));
  }

  @Test
  void agreesWithTheJdk() {
    Random random = new Random(1);
    for (int i = 0; i < 10000; i++) {
      Instant instant =
          Instant.ofEpochSecond(1 + (long) (random.nextDouble() * 4e9), random.nextInt(1000000000));
      double expected =
          Double.parseDouble(
              instant.getEpochSecond() + "." + String.format("%09d", instant.getNano()));
      assertEquals(expected, parse(instant.toString()), instant.toString());
    }
  }

  private static double parse(String text) {
    // Amid other characters, as in a parser's buffer.
    return Rfc3339.parse(("1" + text + "1").toCharArray(), 1, text.length());
  }
}
