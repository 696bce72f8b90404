package io.github.ecsmetrics.it.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Answer;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.OpensFiles;
import io.github.ecsmetrics.it.guest.PrintsHeap;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * File descriptors and memory run short, by the application's doing or by its scrapers'.
 *
 * <p>Seen elsewhere: scrapes took gigabytes; thread states froze JVMs with many threads
 * (prometheus/jmx_exporter#1370, prometheus/jmx_exporter#759).
 */
class ScarceResourcesIT {
  private static final String SUCCEEDED = "ee_ecs_metrics_exporter_success 1";
  private static final String FAILED = "ee_ecs_metrics_exporter_success 0";
  private static final int SLOW_READERS = 20;

  /** What a reader costs beside its copy, in bytes; all of them and the JVM less than one copy. */
  private static final int CONNECTION = 32 << 10;

  private static final int CONTAINERS = 2000;

  /** Of {@code /task}, in bytes: more than the kernel buffers for a client that reads nothing. */
  private static final int LARGE = 3 << 20;

  @Test
  void agentOutlivesAnApplicationThatTakesEveryFileDescriptor() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = withFewFiles().endpoint(endpoint).start();
        KeptConnection prometheus = new KeptConnection(jvm)) {
      jvm.awaitSuccess();
      assertTrue(prometheus.scrape().contains(SUCCEEDED));

      jvm.writeLine("");
      jvm.awaitStderr("Too many open files");
      assertTrue(prometheus.scrape().contains(FAILED));
      assertTrue(prometheus.scrape().contains("jvm_memory_used_bytes"));

      jvm.writeLine("");
      jvm.awaitStdout("closed");
      jvm.awaitSuccess();
      assertTrue(prometheus.scrape().contains(SUCCEEDED));
      assertEquals(1, jvm.stderr().lines().count(), jvm.stderr());
      assertEquals(0, jvm.endInput().exitCode());
    }
  }

  private static JvmCommand withFewFiles() {
    return JvmCommand.tool(Path.of("/bin/sh"))
        .arguments("-c", "ulimit -n 256; exec \"$@\"", "sh")
        .arguments(Jdk.underTest().tool("java").toString())
        .arguments("-cp", JvmCommand.guests().toString(), OpensFiles.class.getName())
        .agentByEnvironment("interval=200ms");
  }

  /**
   * The endpoint's answer is kept once. Each reader has its own metrics, since the JVM's change.
   */
  @ParameterizedTest
  @CsvSource({"/task, 0", "/metrics, 20"})
  void readersWhoNeverReadHoldFewCopies(String path, int copies) throws Exception {
    List<Socket> readers = new ArrayList<>();
    try (MetadataEndpoint endpoint = large();
        RunningJvm jvm =
            JvmCommand.of(PrintsHeap.class)
                .options("-Xmx64m")
                .endpoint(endpoint)
                .agentByEnvironment("interval=60m")
                .start()) {
      jvm.awaitSuccess();
      int size = Answer.get(jvm.port(), path).body().length;
      long before = heap(jvm);
      for (int i = 0; i < SLOW_READERS; i++) readers.add(ask(jvm.port(), path));
      for (Socket reader : readers) assertEquals('H', reader.getInputStream().read());
      long after = heap(jvm);
      assertTrue(size > 400_000, size + " bytes of " + path);
      long most = before + (long) copies * size + Math.min(size, SLOW_READERS * CONNECTION);
      assertTrue(after < most, "heap " + before + ", then " + after + " instead of " + most);
      assertTrue(jvm.get("/metrics").text().contains(SUCCEEDED), jvm.stderr());
      assertEquals("", jvm.stderr());
    } finally {
      for (Socket reader : readers) reader.close();
    }
  }

  /** Two hundred times the containers that ECS allows. */
  private static MetadataEndpoint large() throws IOException {
    StringBuilder containers = new StringBuilder();
    StringBuilder stats = new StringBuilder("{");
    for (int i = 0; i < CONTAINERS; i++) {
      if (i > 0) {
        containers.append(',');
        stats.append(',');
      }
      containers
          .append("{\"DockerId\": \"id-")
          .append(i)
          .append("\", \"Name\": \"app\", \"Padding\": \"")
          .append("x".repeat(LARGE / CONTAINERS))
          .append("\"}");
      stats
          .append("\"id-")
          .append(i)
          .append("\": {\"cpu_stats\": {\"cpu_usage\": {\"total_usage\": ")
          .append(i)
          .append("}}}");
    }
    return MetadataEndpoint.empty("id-0")
        .json("/task", "{\"Family\": \"large\", \"Containers\": [" + containers + "]}")
        .json("/task/stats", stats.append('}').toString());
  }

  private static Socket ask(int port, String path) throws IOException {
    Socket reader = new Socket();
    reader.setReceiveBufferSize(4096);
    reader.connect(new InetSocketAddress("127.0.0.1", port));
    reader.setSoTimeout(60_000);
    reader.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes());
    return reader;
  }

  private static long heap(RunningJvm jvm) throws IOException, InterruptedException {
    int before = jvm.stdout().length();
    jvm.writeLine("");
    jvm.await(() -> jvm.stdout().indexOf('\n', before) > 0, "the heap's size");
    return Long.parseLong(jvm.stdout().substring(before).replaceAll("\\D", ""));
  }

  /** One connection for every scrape, as Prometheus does it. */
  private static final class KeptConnection implements AutoCloseable {
    private final Socket socket;

    KeptConnection(RunningJvm jvm) throws Exception {
      jvm.get("/-/healthy");
      socket = new Socket("127.0.0.1", jvm.port());
      socket.setSoTimeout(60_000);
    }

    String scrape() throws IOException {
      socket.getOutputStream().write("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) head.append((char) in.read());
      String length = head.toString().replaceFirst("(?s).*Content-Length: (\\d+).*", "$1");
      return new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
