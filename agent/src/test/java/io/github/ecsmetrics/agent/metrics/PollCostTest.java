package io.github.ecsmetrics.agent.metrics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.ecsmetrics.agent.metadata.ContainerFilter;
import io.github.ecsmetrics.agent.otlp.ExportRequest;
import io.github.ecsmetrics.agent.otlp.OtlpEncoder;
import io.github.ecsmetrics.agent.otlp.Resource;
import io.github.ecsmetrics.agent.otlp.Temporality;
import io.github.ecsmetrics.agent.task.CannedEndpoint;
import io.github.ecsmetrics.agent.task.FakeClock;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a poll costs the application: garbage, which is the same on every machine. Run alone with
 * {@code -Dcost.print} it tells the times as well.
 */
class PollCostTest {
  private static final int CONTAINERS = Integer.getInteger("cost.containers", 10);
  private static final int POLLS = 400;
  private static final int MAX_BYTES_PER_POLL = 30000;

  /**
   * What need not be allocated the JIT sees after some hundred polls, after some thousand where
   * other tests in this JVM have had it compile the reader for other documents.
   */
  private static final int MOST_ROUNDS = 30;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final CannedEndpoint endpoint = new CannedEndpoint("web-1");
  private final TaskMonitor monitor = endpoint.monitor(new FakeClock());

  @Test
  void pollOfTenContainersAllocatesLittle() throws Exception {
    byte[][] odd = answers(1);
    byte[][] even = answers(2);
    long bytesPerPoll = MAX_BYTES_PER_POLL;
    for (int i = 0; i < MOST_ROUNDS && bytesPerPoll >= MAX_BYTES_PER_POLL; i++) {
      long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
      long cpu = threads.getCurrentThreadCpuTime();
      poll(odd, even);
      bytesPerPoll =
          (threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytes) / POLLS;
      print("poll", bytesPerPoll, cpu);
    }
    assertTrue(bytesPerPoll < MAX_BYTES_PER_POLL, bytesPerPoll + " bytes a poll");
  }

  @Test
  void scrapeOfTenContainersIsRenderedQuickly() throws Exception {
    byte[][] answers = answers(1);
    endpoint.answer("/task", answers[0]).answer("/task/stats", answers[1]);
    monitor.pollTask();
    TaskCollector collector =
        new TaskCollector(
            monitor, new ContainerFilter(List.of(), List.of()), "1", new ConstantLabels(null));
    scrape(collector);
    long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    long cpu = threads.getCurrentThreadCpuTime();
    scrape(collector);
    bytes = (threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytes) / POLLS;
    print("scrape", bytes, cpu);
    // Ten times the promise, for a machine that does much else beside the tests.
    double millis = (threads.getCurrentThreadCpuTime() - cpu) / 1e6 / POLLS;
    assertTrue(millis < 10, millis + " ms a scrape");
  }

  @Test
  void pushOfTenContainersIsEncodedQuickly() throws Exception {
    byte[][] answers = answers(1);
    endpoint.answer("/task", answers[0]).answer("/task/stats", answers[1]);
    monitor.pollTask();
    TaskCollector collector =
        new TaskCollector(
            monitor, new ContainerFilter(List.of(), List.of()), "1", new ConstantLabels(null));
    OtlpEncoder encoder =
        new OtlpEncoder(Resource.of(Map.of()), "agent", "1", Temporality.DELTA, 0);
    encode(collector, encoder);
    long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    long cpu = threads.getCurrentThreadCpuTime();
    encode(collector, encoder);
    bytes = (threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytes) / POLLS;
    print("push (" + sentPoints + " points, " + sentBytes + " bytes gzip)", bytes, cpu);
    // Once a minute.
    assertTrue(bytes < 150_000L * CONTAINERS, bytes + " bytes a push");
  }

  private int sentPoints;
  private int sentBytes;

  private void encode(TaskCollector collector, OtlpEncoder encoder) throws Exception {
    for (int i = 1; i <= POLLS; i++) {
      monitor.pollStats();
      sentPoints = 0;
      sentBytes = 0;
      for (ExportRequest request : encoder.encode(collector.collect(), i)) {
        encoder.acknowledge(request);
        sentPoints += request.dataPoints();
        sentBytes += request.body().length;
      }
    }
  }

  private void poll(byte[][] odd, byte[][] even) throws Exception {
    for (int i = 0; i < POLLS; i++) {
      byte[][] answers = i % 2 == 0 ? even : odd;
      endpoint.answer("/task", answers[0]).answer("/task/stats", answers[1]);
      monitor.pollTask();
      monitor.pollStats();
    }
  }

  /** Each of a new observation, so that nothing of the last one is served again. */
  private void scrape(TaskCollector collector) throws Exception {
    for (int i = 0; i < POLLS; i++) {
      monitor.pollStats();
      Exposition.bytes(collector.collect());
    }
  }

  private void print(String what, long bytes, long cpuBefore) {
    if (System.getProperty("cost.print") == null) return;
    double millis = (threads.getCurrentThreadCpuTime() - cpuBefore) / 1e6 / POLLS;
    System.out.printf(
        "%s of %d containers: %d bytes, %.3f ms of CPU%n", what, CONTAINERS, bytes, millis);
  }

  /**
   * A task and its stats, ten times the container of {@code everything}; each turn tells other
   * numbers.
   */
  private static byte[][] answers(int turn) throws Exception {
    String task = resource("task.json");
    String stats = resource("stats.json").replace("3000000000", "300000000" + turn);
    int from = task.indexOf('{', task.indexOf("\"Containers\""));
    int to = task.lastIndexOf('}', task.lastIndexOf(']'));
    String container = task.substring(from, to + 1);
    String entry = stats.substring(stats.indexOf('{') + 1, stats.lastIndexOf('}'));
    StringBuilder containers = new StringBuilder();
    StringBuilder entries = new StringBuilder();
    for (int i = 0; i < CONTAINERS; i++) {
      String id = i == 0 ? "web-1" : "0f1e2d3c4b5a69788796a5b4c3d2e1f0-" + i;
      containers.append(i == 0 ? "" : ",").append(container.replace("web-1", id));
      entries.append(i == 0 ? "" : ",").append(entry.replace("web-1", id));
    }
    String wholeTask = task.substring(0, from) + containers + task.substring(to + 1);
    return new byte[][] {
      wholeTask
          .replace("\"Utilized\": 100", "\"Utilized\": 10" + turn)
          .getBytes(StandardCharsets.UTF_8),
      ("{" + entries + "}").getBytes(StandardCharsets.UTF_8)
    };
  }

  private static String resource(String name) throws Exception {
    try (InputStream in = PollCostTest.class.getResourceAsStream("/everything/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
