package io.github.ecsmetrics.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.agent.net.RequestException;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Clients that take slots and never free them. {@code -Dstalled.seconds=60} makes a longer run.
 *
 * <p>Seen elsewhere: a dozen half-open connections, as scanners leave them, blocked every scrape
 * (prometheus/client_java#2284, prometheus/jmx_exporter#700).
 */
class StalledClientsTest {
  private static final int SECONDS = Integer.getInteger("stalled.seconds", 3);
  private static final int STALLED = 200;
  private static final int SLOW_READERS = 20;

  @RegisterExtension final ServedExample served = new ServedExample();
  private final List<SocketChannel> clients = new ArrayList<>();
  private MetricsServer server;

  @BeforeEach
  void start() throws RequestException {
    // More than the kernel buffers for a client that reads one byte a second.
    server = served.polledLarge(8 * 1024 * 1024).serve();
  }

  @AfterEach
  void stop() throws IOException {
    for (SocketChannel client : clients) client.close();
  }

  @Test
  void scrapesAreAnsweredWithinASecond() throws Exception {
    // The first scrape loads classes and is not measured.
    RawClient.get(server.port(), "/metrics");
    for (int i = 0; i < STALLED; i++) clients.add(connect("GET /metrics HT"));
    for (int i = 0; i < SLOW_READERS; i++)
      clients.add(connect("GET /task HTTP/1.1\r\nHost: a\r\n\r\n"));
    long start = System.nanoTime();
    for (int second = 0; second < SECONDS; second++) {
      long before = System.nanoTime();
      RawClient.Answer answer = RawClient.get(server.port(), "/metrics", "Connection: close");
      long took = (System.nanoTime() - before) / 1_000_000;
      assertEquals(ServedExample.METRICS_TEXT, answer.text());
      assertTrue(took < 1000, "scrape " + second + " took " + took + " ms");
      comeBack(start + Duration.ofSeconds(second + 1).toNanos());
    }
  }

  /**
   * A page with the application's metrics is another text for each client. It is larger here than
   * what the kernel takes for a client that does not read.
   */
  @Test
  void responsesThatNobodyReadsAreBounded() throws Exception {
    String help = "x".repeat(UnsentResponses.MAX_BYTES / 4);
    MultiCollector large =
        () ->
            new MetricSnapshots(
                GaugeSnapshot.builder()
                    .name("g")
                    .help(help)
                    .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder().value(1).build())
                    .build());
    MetricsServer pages = served.serve(List.of(large));
    List<RawClient> stalled = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      stalled.add(new RawClient(pages.port()));
      stalled.get(i).send("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n");
    }
    assertTrue(RawClient.get(pages.port(), "/metrics").text().endsWith("\ng 1.0\n"));
    int whole = 0;
    for (RawClient client : stalled) {
      if (isWhole(client)) whole++;
    }
    assertTrue(whole > 0 && whole < 6, whole + " responses were kept");
  }

  private static boolean isWhole(RawClient client) {
    try (client) {
      return client.read(true).status() == 200;
    } catch (IOException cut) {
      return false;
    }
  }

  @Test
  void slotsAreBounded() throws IOException {
    for (int i = 0; i < 3 * ConnectionSlots.MAX; i++) clients.add(connect(""));
    assertEquals(200, RawClient.get(server.port(), "/-/healthy").status());
    int open = 0;
    for (SocketChannel client : clients) {
      client.configureBlocking(false);
      if (client.read(ByteBuffer.allocate(1)) == 0) open++;
    }
    assertTrue(open <= ConnectionSlots.MAX, open + " connections are open");
  }

  @Test
  void newClientsReplaceUnfinishedRequestsFirst() throws IOException {
    try (RawClient regular = new RawClient(server.port())) {
      assertEquals(200, regular.ask("GET /-/healthy").status());
      for (int i = 0; i < 3 * ConnectionSlots.MAX; i++) clients.add(connect("GET /"));
      assertEquals(200, regular.ask("GET /metrics").status());
    }
  }

  @Test
  void clientsThatGoAwayAreHarmless() throws IOException {
    for (int i = 0; i < 300; i++) {
      Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port());
      client.getOutputStream().write("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n".getBytes());
      client.setSoLinger(true, 0);
      client.close();
    }
    assertEquals(200, RawClient.get(server.port(), "/metrics").status());
  }

  @Test
  void newClientsWaitWhileEverySlotHasAResponseOnItsWay() throws IOException {
    List<RawClient> waiting = new ArrayList<>();
    for (int i = 0; i < 3 * ConnectionSlots.MAX; i++) {
      waiting.add(new RawClient(server.port()));
      waiting.get(i).send("GET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    }
    for (RawClient client : waiting) {
      assertEquals(200, client.read(true).status());
      client.close();
    }
  }

  @Test
  void manyRequestsSentAheadTakeTurnsWithOthers() throws IOException {
    try (RawClient greedy = new RawClient(server.port());
        RawClient other = new RawClient(server.port())) {
      int requests = 2000;
      greedy.send("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n");
      greedy.send("GET /-/healthy HTTP/1.1\r\nHost: a\r\n\r\n".repeat(requests));
      assertEquals(200, other.ask("GET /-/healthy").status());
      assertEquals(ServedExample.METRICS_TEXT, greedy.read(true).text());
      for (int i = 0; i < requests; i++) assertEquals("Healthy\n", greedy.read(true).text());
    }
  }

  /** Until then, slow readers read one byte a second, and clients that were cut connect again. */
  private void comeBack(long deadline) throws IOException, InterruptedException {
    for (int i = 0; i < clients.size(); i++) {
      SocketChannel client = clients.get(i);
      client.configureBlocking(false);
      boolean cut;
      try {
        cut = client.read(ByteBuffer.allocate(1)) < 0;
      } catch (IOException reset) {
        cut = true;
      }
      if (!cut) continue;
      client.close();
      clients.set(
          i, connect(i < STALLED ? "GET /metrics HT" : "GET /task HTTP/1.1\r\nHost: a\r\n\r\n"));
    }
    long left = deadline - System.nanoTime();
    if (left > 0) Thread.sleep(left / 1_000_000);
  }

  private SocketChannel connect(String sent) throws IOException {
    SocketChannel client = SocketChannel.open();
    client.socket().setReceiveBufferSize(4096);
    client.connect(new InetSocketAddress("127.0.0.1", server.port()));
    client.write(ByteBuffer.wrap(sent.getBytes()));
    return client;
  }
}
