package io.github.ecsmetrics.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptTest {
  @ParameterizedTest
  @CsvSource({
    "gzip, 1",
    "'deflate, GZIP', 1",
    "'gzip;q=0.5, br', 0.5",
    "'gzip ; q=0.25', 0.25",
    "'gzip;q=0', 0",
    "'gzip;q=0, gzip;q=0.3', 0.3",
    "'gzip;level=1;q=0.7', 0.7",
    "'gzip;q=0.7;level=1', 0.7",
    "'gzip;seq=4', 1",
    "'gzip;q=', 0",
    "'gzip;q=high', 0",
    "xgzip, 0",
    "'*', 0",
    "',,;q=1,', 0",
    "'', 0"
  })
  void qualityIsTheNames(String list, double quality) {
    assertEquals(quality, Accept.quality(list, "gzip"));
  }

  /** The first is what Prometheus 3.5 sends. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,text/plain;q=0.3 | true | false
          application/openmetrics-text; version=1.0.0; escaping=underscores, text/plain; escaping=allow-utf-8 | false | true
          application/openmetrics-text;escaping=allow-utf-8;q=0,*/* | false | false
          TEXT/PLAIN;version=1.0.0;Escaping=Allow-UTF-8 | false | true
          """)
  void namesInUtf8AreThoseOfTheType(String accept, boolean open, boolean plain) {
    assertEquals(open, Accept.utf8(accept, "application/openmetrics-text"));
    assertEquals(plain, Accept.utf8(accept, "text/plain"));
  }
}
