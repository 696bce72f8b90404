package io.github.ecsmetrics.agent.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.agent.log.Stderr;
import io.github.ecsmetrics.agent.settings.OtlpSettings;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Hours without a receiver, in which a push comes every 60 seconds: memory stays the same, and one
 * line is printed.
 */
@Timeout(120)
class OtlpOutageTest {
  private static final int AN_HOUR = 60;
  private static final long MOST_GROWTH = 256 * 1024;

  @RegisterExtension private final OtlpServer receiver = new OtlpServer();

  /** 300 series, of which each push has the deltas of all that did not arrive. */
  private final List<MultiCollector> counters =
      List.of(
          () -> {
            CounterSnapshot.Builder counter = CounterSnapshot.builder().name("orders");
            for (int i = 0; i < 300; i++) {
              counter.dataPoint(
                  CounterSnapshot.CounterDataPointSnapshot.builder()
                      .value(System.nanoTime())
                      .labels(Labels.of("nr", "" + i, "text", "x".repeat(100)))
                      .build());
            }
            return MetricSnapshots.of(counter.build());
          });

  @Test
  void twoDaysOfRefusedConnections() throws Exception {
    String url = receiver.url();
    receiver.http.close();
    assertEquals(line(url, "connection refused"), pushed(url, 48 * AN_HOUR, "400ms"));
  }

  @Test
  void aDayOfStatus503() throws Exception {
    try (ServerSocket busy = serving("HTTP/1.1 503 Busy\r\nRetry-After: 0\r\n\r\n")) {
      String url = OtlpServer.url(busy.getLocalPort());
      assertEquals(line(url, "HTTP 503"), pushed(url, 24 * AN_HOUR, "400ms"));
    }
  }

  @Test
  void anHourOfSilence() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 200, InetAddress.getLoopbackAddress())) {
      String url = OtlpServer.url(silent.getLocalPort());
      assertEquals(line(url, "timed out after 100 ms"), pushed(url, AN_HOUR, "100ms"));
    }
  }

  private static String line(String url, String reason) {
    return "[ecs-metrics-agent] metrics were not pushed to "
        + url
        + ": "
        + reason
        + "; will push again, everything else works\n";
  }

  /**
   * Returns the lines of that many pushes, each of which is over when the next is due.
   *
   * @param timeout less than the 500 ms that a push waits at least before it sends again
   */
  private String pushed(String url, int times, String timeout) {
    OtlpSettings settings =
        OtlpServer.settings(url, ",otlp.timeout=" + timeout + ",otlp.temporality=delta");
    OtlpTarget target = new OtlpTarget(settings, "1", receiver.stats, Map.of());
    PeriodicPush pushes =
        new PeriodicPush(target, receiver.unknown, () -> counters, settings, false);
    long[] heap = new long[1];
    String printed =
        Stderr.of(
            () -> {
              for (int i = 0; i < times; i++) {
                if (i == times / 4) heap[0] = heapInUse();
                pushes.push(null, System.nanoTime() / 1_000_000);
              }
            });
    long growth = heapInUse() - heap[0];
    assertTrue(growth < MOST_GROWTH, growth + " bytes");
    int counted = receiver.counted().values().stream().mapToInt(Integer::intValue).sum();
    assertEquals(times, counted);
    return printed;
  }

  private static long heapInUse() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  /** Gives every request the same answer. */
  private static ServerSocket serving(String answer) throws IOException {
    ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    Thread thread =
        new Thread(
            () -> {
              try {
                while (true) {
                  try (Socket client = server.accept()) {
                    skipRequest(client);
                    client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                  }
                }
              } catch (IOException closed) {
                // The test is over.
              }
            });
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  private static void skipRequest(Socket client) throws IOException {
    // Each byte is a character, so that the reader counts what the header counts.
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
    int length = 0;
    for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
      if (line.startsWith("Content-Length: ")) length = Integer.parseInt(line.substring(16));
    }
    while (length > 0) length -= (int) in.skip(length);
  }
}
