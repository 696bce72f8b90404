package io.github.ecsmetrics.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScrapeTimeoutTest {
  @ParameterizedTest
  @CsvSource({
    ", 2000",
    "10, 2000",
    "2.5, 2000",
    "2, 1500",
    "1, 500",
    "0.4, 200",
    "0, 2000",
    "-1, 2000",
    "NaN, 2000",
    "1e99, 2000",
    "soon, 2000",
  })
  void halfASecondIsLeftForTheRest(String header, int millis) {
    assertEquals(millis, ScrapeTimeout.millis(header, 2000));
  }
}
