package io.github.ecsmetrics.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /metrics} with the application's metrics, which are on a page of another server. */
class MergedScrapeTest {
  private static final String OPEN_METRICS = "Accept: application/openmetrics-text;version=1.0.0";

  private static final String ORDERS =
      """
      # HELP orders_total Orders.
      # TYPE orders_total counter
      orders_total{kind="b2b"} 5.0
      """;

  private static final String WHOLE =
      """
      # HELP ee_app_metrics_families Metric families of the application in the last page, by outcome
      # TYPE ee_app_metrics_families gauge
      ee_app_metrics_families{outcome="conflict"} 0.0
      ee_app_metrics_families{outcome="invalid"} 0.0
      ee_app_metrics_families{outcome="merged"} 1.0
      # HELP ee_app_metrics_success Whether all of the application's own metrics were read last time, 1 or 0
      # TYPE ee_app_metrics_success gauge
      ee_app_metrics_success 1.0
      """;

  @RegisterExtension final ServedExample served = new ServedExample();
  private final MockWebServer application = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    application.start();
  }

  @AfterEach
  void stop() {
    application.close();
  }

  private int serve(String settings) {
    return served.serveMerged("app.metrics=" + url() + "," + settings).port();
  }

  private String url() {
    return "http://127.0.0.1:" + application.getPort() + "/prometheus";
  }

  private void page(String type, String text) {
    application.enqueue(
        new MockResponse.Builder().setHeader("Content-Type", type).body(text).build());
  }

  @Test
  void applicationsFamiliesFollowTheAgents() throws Exception {
    page("text/plain; version=0.0.4", ORDERS);
    RawClient.Answer answer = RawClient.get(serve(""), "/metrics");
    assertEquals("text/plain; version=0.0.4; charset=utf-8", answer.header("Content-Type"));
    assertEquals(ServedExample.METRICS_TEXT + WHOLE + ORDERS, answer.text());
    assertEquals("1", application.takeRequest().getHeaders().get("X-Ecs-Metrics-Agent"));
  }

  @Test
  void applicationsSeriesGetTheLabelsOfTheTask() throws Exception {
    served.polled();
    page("text/plain", ORDERS);
    String text = RawClient.get(serve(""), "/metrics?name[]=orders_total").text();
    assertTrue(text.endsWith("orders_total{task_family=\"wäb\",kind=\"b2b\"} 5.0\n"), text);
    page("text/plain", ORDERS);
    assertEquals(
        ORDERS, RawClient.get(serve("app.metrics.labels=false"), "/metrics?name[]=orders").text());
  }

  @Test
  void openMetricsEndsOnce() throws Exception {
    String orders =
        """
        # TYPE orders counter
        # HELP orders Orders.
        orders_total{kind="b2b"} 5.0 # {trace_id="4bf9"} 1.0
        """;
    page("application/openmetrics-text; version=1.0.0", orders + "# EOF\n");
    String text = RawClient.get(serve(""), "/metrics", OPEN_METRICS).text();
    assertTrue(text.startsWith(ServedExample.METRICS_OPEN.replace("# EOF\n", "")), text);
    assertTrue(text.endsWith("ee_app_metrics_success 1.0\n" + orders + "# EOF\n"), text);
    assertEquals(text.indexOf("# EOF"), text.lastIndexOf("# EOF"), text);
    assertTrue(
        application.takeRequest().getHeaders().get("Accept").startsWith(OPEN_METRICS.substring(8)));
  }

  @Test
  void namesInUtf8AreForScrapersThatTakeThem() throws Exception {
    String dotted = "# TYPE \"orders.open\" gauge\n{\"orders.open\"} 5.0\n";
    int port = serve("");
    page("text/plain; version=1.0.0; escaping=allow-utf-8", dotted);
    RawClient.Answer utf8 =
        RawClient.get(port, "/metrics", "Accept: text/plain;version=1.0.0;escaping=allow-utf-8");
    assertTrue(utf8.header("Content-Type").endsWith("; escaping=allow-utf-8"));
    assertTrue(utf8.text().endsWith(dotted), utf8.text());

    page("text/plain; version=1.0.0; escaping=allow-utf-8", dotted);
    String legacy = RawClient.get(port, "/metrics").text();
    assertTrue(legacy.endsWith("# TYPE orders_open gauge\norders_open 5.0\n"), legacy);
  }

  @ParameterizedTest
  @CsvSource({"agent, 512.0, conflict", "app, 7.0, merged"})
  void aFamilyOfBothIsServedOnce(String winner, String value, String outcome) throws Exception {
    page("text/plain", "# TYPE example_bytes gauge\nexample_bytes 7.0\n");
    String text = RawClient.get(serve("app.metrics.conflicts=" + winner), "/metrics").text();
    assertEquals(1, text.lines().filter(line -> line.startsWith("example_bytes")).count());
    assertTrue(text.contains("\nexample_bytes " + value + "\n"), text);
    assertTrue(text.contains("{outcome=\"" + outcome + "\"} 1.0"), text);
  }

  @Test
  void aFamilyThatIsReplacedStaysSoIfAnotherPageFails() throws Exception {
    String pages = "app.metrics=" + url() + "," + url().replace("127.0.0.1", "localhost");
    int port = served.serveMerged(pages + ",app.metrics.conflicts=app").port();
    application.setDispatcher(new OneOfTwoHosts());
    for (String query : List.of("", "?name[]=example_bytes", "")) {
      String text = RawClient.get(port, "/metrics" + query).text();
      List<String> samples = text.lines().filter(line -> line.startsWith("example_bytes")).toList();
      assertEquals(List.of("example_bytes 7.0"), samples, text);
    }
  }

  /** The page at the one address; nothing at the other. */
  private static final class OneOfTwoHosts extends Dispatcher {
    @Override
    public MockResponse dispatch(RecordedRequest request) {
      if (request.getHeaders().get("Host").startsWith("localhost")) {
        return new MockResponse.Builder().code(500).build();
      }
      return new MockResponse.Builder()
          .setHeader("Content-Type", "text/plain")
          .body("# TYPE example_bytes gauge\nexample_bytes 7.0\n")
          .build();
    }
  }

  @Test
  void nameChoosesAmongBoth() throws Exception {
    int port = serve("");
    page("text/plain", ORDERS);
    assertEquals(ORDERS, RawClient.get(port, "/metrics?name[]=orders_total").text());
    page("text/plain", ORDERS);
    String agents = RawClient.get(port, "/metrics?name[]=things_total").text();
    assertTrue(ServedExample.METRICS_TEXT.endsWith(agents) && !agents.isEmpty(), agents);
  }

  @Test
  void anotherAgentsRequestIsNotPassedOn() throws Exception {
    String text = RawClient.get(serve(""), "/metrics", "X-Ecs-Metrics-Agent: 1").text();
    assertEquals(ServedExample.METRICS_TEXT, text);
    assertEquals(0, application.getRequestCount());
  }

  @Test
  void scrapeDoesNotOutliveItsTimeout() throws Exception {
    application.enqueue(
        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    int port = serve("app.metrics.timeout=60s");
    long start = System.nanoTime();
    String text = RawClient.get(port, "/metrics", "X-Prometheus-Scrape-Timeout-Seconds: 1").text();
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    assertTrue(seconds < 5, "took " + seconds + " s");
    assertTrue(text.startsWith(ServedExample.METRICS_TEXT), text);
    assertTrue(text.endsWith("\nee_app_metrics_success 0.0\n"), text);
  }
}
