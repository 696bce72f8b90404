package io.github.ecsmetrics.agent.families;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFormatTest {
  private static final List<TextFormat> ALL =
      List.of(TextFormat.PLAIN, TextFormat.OPEN_METRICS, Pages.PLAIN, Pages.OPEN_METRICS);

  @Test
  void headerNamesTheFormatItWasMadeFrom() {
    for (TextFormat format : ALL) {
      assertSame(format, TextFormat.ofContentType(format.contentType()));
      assertSame(format, TextFormat.ofContentType(format.accept()));
      assertSame(format.withUtf8(), format.withUtf8().withUtf8());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, 0",
    "Text/Plain; Charset=UTF-8; Version=\"0.0.4\", 0",
    "text/plain;version=1.0.0;escaping=allow-utf-8, 2",
    "text/plain; version=0.0.4; escaping=underscores, 0",
    "application/openmetrics-text, 1",
    "application/openmetrics-text; version=0.0.1; charset=utf-8, 1",
  })
  void headersOfApplicationsAreKnown(String header, int format) {
    assertSame(ALL.get(format), TextFormat.ofContentType(header));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "text/html",
        "application/json",
        "text/plain; version=2",
        "application/openmetrics-text; version=2.0.0",
        "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily",
      })
  void otherHeadersAreNeither(String header) {
    assertNull(TextFormat.ofContentType(header));
  }
}
