package io.github.ecsmetrics.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.ecsmetrics.agent.net.RequestException;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /metrics}. */
class ScrapeTest {
  @RegisterExtension final ServedExample served = new ServedExample();
  private MetricsServer server;

  @BeforeEach
  void start() throws RequestException {
    server = served.polled().serve();
  }

  @Test
  void metricsAreTextByDefault() throws IOException {
    RawClient.Answer answer = RawClient.get(server.port(), "/metrics");
    assertEquals(200, answer.status());
    assertEquals("text/plain; version=0.0.4; charset=utf-8", answer.header("Content-Type"));
    assertEquals(ServedExample.METRICS_TEXT, answer.text());
  }

  /**
   * Seen elsewhere: scrapes failed for an {@code Accept} header that names protobuf
   * (open-telemetry/opentelemetry-java#7659, prometheus/prometheus#12121).
   */
  // Prometheus 2.42 (Debian), 3.x, and 3.x with native histograms.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;"
            + "q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
            + "application/openmetrics-text;version=0.0.1;q=0.5,"
            + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
            + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;"
            + "encoding=delimited;q=0.7,application/openmetrics-text;version=1.0.0;q=0.6,"
            + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2"
      })
  void metricsAreOpenMetricsForPrometheus(String accept) throws IOException {
    RawClient.Answer answer = RawClient.get(server.port(), "/metrics", "Accept: " + accept);
    assertEquals(200, answer.status());
    assertEquals(
        "application/openmetrics-text; version=1.0.0; charset=utf-8",
        answer.header("Content-Type"));
    assertEquals(ServedExample.METRICS_OPEN, answer.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily",
        "application/openmetrics-text;q=0",
        "text/plain, application/openmetrics-text;q=0.4",
        "*/*",
        "text/plain;escaping=nonsense",
        ";;q=,,"
      })
  void metricsAreTextForOthers(String accept) throws IOException {
    RawClient.Answer answer = RawClient.get(server.port(), "/metrics", "Accept: " + accept);
    assertEquals(200, answer.status());
    assertEquals(ServedExample.METRICS_TEXT, answer.text());
  }

  @Test
  void metricsAreZippedWhereWanted() throws IOException {
    RawClient.Answer answer =
        RawClient.get(server.port(), "/metrics", "Accept-Encoding: deflate, gzip;q=0.5");
    assertEquals("gzip", answer.header("Content-Encoding"));
    assertEquals(ServedExample.METRICS_TEXT, answer.unzipped());
    assertNull(
        RawClient.get(server.port(), "/metrics", "Accept-Encoding: gzip;q=0")
            .header("Content-Encoding"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"name[]=things_total", "x=1&name%5B%5D=things_total&debug=text&&name"})
  void nameChoosesMetrics(String query) throws IOException {
    String text = RawClient.get(server.port(), "/metrics?" + query).text();
    assertEquals(
        """
        # HELP things_total Things.
        # TYPE things_total counter
        things_total 3.0
        """,
        text);
  }

  @Test
  void debugIsIgnored() throws IOException {
    RawClient.Answer answer = RawClient.get(server.port(), "/metrics?debug=prometheus-protobuf");
    assertEquals(200, answer.status());
    assertEquals(ServedExample.METRICS_TEXT, answer.text());
  }

  @Test
  void unreadableQueryIsABadRequest() throws IOException {
    RawClient.Answer answer = RawClient.get(server.port(), "/metrics?name[]=%zz");
    assertEquals(400, answer.status());
    assertEquals("bad query\n", answer.text());
  }
}
