package io.github.ecsmetrics.it.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Ports;
import io.github.ecsmetrics.it.Profile;
import io.github.ecsmetrics.it.Promtool;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Waiting;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages that are read over HTTP, good ones and others. */
class UrlMetricsIT {
  private static final String PLAIN = "text/plain; version=0.0.4; charset=utf-8";
  private static final String GOOD =
      """
      # HELP orders_placed_total Orders
      # TYPE orders_placed_total counter
      orders_placed_total{kind="b2b"} 3
      """;

  private final MockWebServer application = new MockWebServer();
  private volatile MockResponse answer = page(PLAIN, new Buffer().writeUtf8(GOOD));
  private volatile RecordedRequest last;
  private MetadataEndpoint endpoint;

  @BeforeEach
  void start() throws Exception {
    application.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            last = request;
            return answer;
          }
        });
    application.start();
    endpoint = MetadataEndpoint.fargate();
  }

  @AfterEach
  void stop() {
    endpoint.close();
    application.close();
  }

  private static MockResponse page(String type, Buffer body) {
    return new MockResponse.Builder().addHeader("Content-Type", type).body(body).build();
  }

  /** What an application answers instead of a page. */
  private enum Garbage {
    ERROR("HTTP 500", new MockResponse.Builder().code(500).body(GOOD).build()),
    LOGIN_PAGE(
        "Content-Type: text/html",
        page("text/html", new Buffer().writeUtf8("<html>Please log in</html>"))),
    BINARY(
        "not a page of metrics",
        page(PLAIN, new Buffer().write(new byte[] {0, -1, 10, 35, 32, -128, 10, 13}))),
    PROSE(
        "not a page of metrics",
        page(PLAIN, new Buffer().writeUtf8("nothing\nto { see\n# TYPE here\n}}\n"))),
    TOO_LARGE(
        "larger than 4 MiB", page(PLAIN, new Buffer().writeUtf8("a_gauge 1\n".repeat(600_000)))),
    CUT_OFF(
        "cut off: no # EOF at its end",
        page("application/openmetrics-text; version=1.0.0", new Buffer().writeUtf8(GOOD))),
    WITHOUT_END(
        "timed out",
        page(PLAIN, new Buffer().writeUtf8(GOOD.repeat(100)))
            .newBuilder()
            .throttleBody(1, 100, TimeUnit.MILLISECONDS)
            .build());

    /** On stderr. */
    private final String reason;

    private final MockResponse answer;

    Garbage(String reason, MockResponse answer) {
      this.reason = reason;
      this.answer = answer;
    }
  }

  @ParameterizedTest
  @EnumSource
  void garbageLeavesTheAgentsPageAsItIs(Garbage garbage) throws Exception {
    if (garbage != Garbage.PROSE && garbage != Garbage.WITHOUT_END) Profile.MATRIX.assume();
    String timeout = "app.metrics.timeout=" + (garbage == Garbage.WITHOUT_END ? "1s" : "20s");
    try (RunningJvm jvm = command(timeout, "app.metrics=" + url()).start()) {
      assertEquals(3, awaitWhole(jvm).value("orders_placed_total", "task_family=orders"));
      answer = garbage.answer;
      for (int i = 0; i < 3; i++) {
        Page page = Page.parse(jvm.get("/metrics").text());
        assertEquals(0.5, page.value("ee_task_cpu_limit"));
        assertEquals(List.of(), page.all("orders_placed_total"));
        assertEquals(0, page.value("ee_app_metrics_success"));
        Promtool.checkMetrics(page.text());
      }
      assertEquals(1, jvm.agentLines().size(), jvm.stderr());
      assertTrue(jvm.stderr().contains(garbage.reason), jvm.stderr());
      answer = page(PLAIN, new Buffer().writeUtf8(GOOD));
      assertEquals(3, awaitWhole(jvm).value("orders_placed_total", "task_family=orders"));
    }
  }

  @Test
  void credentialsAreSentAndNeverPrinted() throws Exception {
    String url = url().replace("http://", "http://prometheus:s3cret@");
    try (RunningJvm jvm = command("app.metrics=" + url).start()) {
      awaitWhole(jvm);
      assertEquals("Basic cHJvbWV0aGV1czpzM2NyZXQ=", last.getHeaders().get("Authorization"));
      answer = new MockResponse.Builder().code(401).build();
      jvm.get("/metrics");
      assertTrue(jvm.stderr().contains("HTTP 401"), jvm.stderr());
      assertFalse(jvm.stderr().contains("s3cret"), jvm.stderr());
    }
  }

  @Test
  void pageInTheOtherFormatIsConverted() throws Exception {
    try (RunningJvm jvm = command("app.metrics=" + url()).start()) {
      awaitWhole(jvm);
      String text = jvm.get("/metrics", "Accept", "application/openmetrics-text").text();
      Page page = Page.parse(text);
      assertEquals(3, page.value("orders_placed_total", "kind=b2b", "task_family=orders"));
      assertEquals("counter", page.types().get("orders_placed"));
      assertTrue(text.endsWith("\n# EOF\n"), text);
    }
  }

  @Test
  void agentsOwnUrlDoesNotLoop() throws Exception {
    int port = Ports.free();
    String own = "http://127.0.0.1:" + port + "/metrics";
    try (RunningJvm jvm =
        command("port=" + port, "app.metrics.timeout=20s", "app.metrics=" + own).start()) {
      Page page = awaitWhole(jvm);
      assertEquals(0.5, page.value("ee_task_cpu_limit"));
      assertEquals(0, page.value("ee_app_metrics_families", "outcome=merged"), page.text());
      assertEquals("", jvm.stderr());
    }
  }

  /** Most applications listen last, and Prometheus does not wait for that. */
  @Test
  void pageThatIsNotServedYetIsNotReported() throws Exception {
    int port = Ports.free();
    try (MockWebServer late = new MockWebServer();
        RunningJvm jvm = command("app.metrics=http://127.0.0.1:" + port + "/metrics").start()) {
      Page page = Page.parse(jvm.awaitSuccess());
      assertEquals(0, page.value("ee_app_metrics_success"), page.text());
      late.setDispatcher(application.getDispatcher());
      late.start(port);
      assertEquals(3, awaitWhole(jvm).value("orders_placed_total", "task_family=orders"));
      assertEquals("", jvm.stderr());
    }
  }

  @Test
  void otherHostsAreRefused() throws Exception {
    try (RunningJvm jvm = command("app.metrics=http://10.0.0.1:8080/metrics").start()) {
      assertEquals(List.of(), Page.parse(jvm.awaitSuccess()).all("ee_app_metrics_success"));
      assertEquals(1, jvm.agentLines().size(), jvm.stderr());
      assertTrue(jvm.stderr().contains("app.metrics.remote=true"), jvm.stderr());
    }
  }

  private String url() {
    return "http://127.0.0.1:" + application.getPort() + "/metrics";
  }

  private JvmCommand command(String... settings) {
    return JvmCommand.of(Waiting.class).endpoint(endpoint).agentByEnvironment(settings);
  }

  private static Page awaitWhole(RunningJvm jvm) throws Exception {
    jvm.awaitSuccess();
    return Page.parse(jvm.awaitMetrics(text -> Page.parse(text).isWhole(), "all of both"));
  }
}
