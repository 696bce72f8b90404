package io.github.ecsmetrics.it.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Answer;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests for the page with the application's metrics that ask for more than the page. */
class RequestsIT {
  private static MetadataEndpoint endpoint;
  private static RunningJvm jvm;

  @BeforeAll
  static void start() throws Exception {
    endpoint = MetadataEndpoint.fargate();
    jvm =
        Programs.clientJava(Programs.NEWEST)
            .endpoint(endpoint)
            .agentByEnvironment("startup.wait=20s", "app.metrics=auto", "app.metrics.timeout=20s")
            .start();
    jvm.awaitStdout("ready");
    jvm.awaitMetrics(text -> Page.parse(text).isWhole(), "all of both");
  }

  @AfterAll
  static void stop() {
    jvm.close();
    endpoint.close();
  }

  @Test
  void nameSelectsAmongTheApplicationsFamilies() throws Exception {
    String query =
        "?name%5B%5D=orders_placed_total&name%5B%5D=order_seconds&name%5B%5D=ee_task_info";
    Page page = Page.parse(jvm.get("/metrics" + query).text());
    assertEquals(
        Set.of(
            "ee_task_info",
            "order_seconds_bucket",
            "order_seconds_count",
            "order_seconds_sum",
            "orders_placed_total"),
        page.names());
  }

  @Test
  void pageIsCompressedIfTheScraperAsksForIt() throws Exception {
    Answer answer = jvm.get("/metrics", "Accept-Encoding", "gzip");
    assertEquals("gzip", answer.header("Content-Encoding"));
    byte[] text = new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes();
    Page page = Page.parse(new String(text, StandardCharsets.UTF_8));
    assertEquals(3, page.value("orders_placed_total"));
  }

  @Test
  void headHasTheHeadersAlone() throws Exception {
    Answer head = Answer.head(jvm.port(), "/metrics");
    assertEquals(200, head.status());
    assertEquals(jvm.get("/metrics").header("Content-Type"), head.header("Content-Type"));
    assertEquals(0, head.body().length);
  }

  /** The agent's own timeout is 20 seconds here. On a busy machine a thread may be late itself. */
  @Test
  void scrapersTimeoutEndsTheReadingInTime() throws Exception {
    Duration took = Duration.ofMinutes(1);
    for (int attempt = 0; attempt < 3 && took.toMillis() >= 1000; attempt++) {
      set("block");
      long start = System.nanoTime();
      String text = jvm.get("/metrics", "X-Prometheus-Scrape-Timeout-Seconds", "1").text();
      took = Duration.ofNanos(System.nanoTime() - start);
      assertTrue(text.contains("\nee_task_cpu_limit{"), text);
      assertFalse(text.contains("orders_placed_total"), text);
      set("none");
      jvm.awaitMetrics("orders_placed_total");
    }
    assertTrue(took.toMillis() < 1000, took.toString());
  }

  private static void set(String fault) throws Exception {
    jvm.writeLine("client_java " + fault);
    jvm.await(() -> jvm.stdout().endsWith("set client_java " + fault + "\n"), fault);
  }
}
