package io.github.ecsmetrics.agent.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.agent.metadata.ContainerFilter;
import io.github.ecsmetrics.agent.task.CannedEndpoint;
import io.github.ecsmetrics.agent.task.FakeClock;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmClassLoadingMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmCompilationMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryPoolAllocationMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JvmCollectorTest {
  private static final ContainerFilter ALL = new ContainerFilter(List.of(), List.of());
  private static final String LABELS =
      "container_id=\"id-1\",container_name=\"web\",task_family=\"basket\",task_revision=\"12\"";

  private final CannedEndpoint endpoint =
      new CannedEndpoint("id-1")
          .answer(
              "/task",
              "{\"Family\": \"basket\", \"Revision\": \"12\","
                  + " \"Containers\": [{\"DockerId\": \"id-1\", \"Name\": \"web\"}]}");
  private final TaskMonitor monitor = endpoint.monitor(new FakeClock());
  private final PrometheusRegistry registry = Exposition.registry(monitor, ALL, true);

  @Test
  void seriesAreThoseOfClientJavasOwnCollectors() {
    long givenUp = System.nanoTime() + 30_000_000_000L;
    PrometheusRegistry clientJava = clientJava();
    JvmCollector ours = new JvmCollector(monitor, new ConstantLabels(null));
    // Only theirs knows of a collection between the two lines above, and of a pool that no later
    // one fills; then both begin again.
    while (!knowTheSamePools(clientJava, ours)) {
      assertTrue(System.nanoTime() < givenUp, "both know of the same collections");
      clientJava = clientJava();
      ours = new JvmCollector(monitor, new ConstantLabels(null));
    }

    long deadline = System.nanoTime() + 20_000_000_000L;
    List<String> differences = differences(clientJava, ours);
    // A thread of another test may have been of another state just in between.
    while (!differences.isEmpty() && System.nanoTime() < deadline) {
      differences = differences(clientJava, ours);
    }
    assertEquals(List.of(), differences);
  }

  /**
   * Lines that ours and theirs do not have both, or with other values though theirs stand still.
   */
  private static List<String> differences(PrometheusRegistry clientJava, JvmCollector ours) {
    Map<String, String> before = Exposition.openMetrics(clientJava.scrape());
    Map<String, String> own = Exposition.openMetrics(ours.collect());
    own.keySet().removeIf(line -> line.matches("(# [A-Z]+ )?ee_.*"));
    Map<String, String> after = Exposition.openMetrics(clientJava.scrape());
    assertEquals(List.copyOf(before.keySet()), List.copyOf(own.keySet()));
    before.keySet().removeIf(line -> !before.get(line).equals(after.get(line)));
    // A collection between the two registrations is known to one of them only.
    before.keySet().removeIf(line -> line.startsWith("jvm_memory_pool_allocated_bytes"));
    assertTrue(before.size() > 150, before.size() + " lines that have not moved");
    before.keySet().removeIf(line -> before.get(line).equals(own.get(line)));
    return List.copyOf(before.keySet());
  }

  private static PrometheusRegistry clientJava() {
    PrometheusRegistry clientJava = new PrometheusRegistry();
    JvmBufferPoolMetrics.builder().register(clientJava);
    JvmClassLoadingMetrics.builder().register(clientJava);
    JvmCompilationMetrics.builder().register(clientJava);
    JvmGarbageCollectorMetrics.builder().register(clientJava);
    JvmMemoryMetrics.builder().register(clientJava);
    JvmMemoryPoolAllocationMetrics.builder().register(clientJava);
    JvmRuntimeInfoMetric.builder().register(clientJava);
    JvmThreadsMetrics.builder().register(clientJava);
    ProcessMetrics.builder().register(clientJava);
    return clientJava;
  }

  /** Both are told of a collection some time after it, at most a second here. */
  private static boolean knowTheSamePools(PrometheusRegistry clientJava, JvmCollector ours) {
    System.gc();
    long deadline = System.nanoTime() + 1_000_000_000L;
    while (System.nanoTime() < deadline) {
      String theirs = pools(clientJava.scrape());
      if (theirs.contains("Eden") && theirs.equals(pools(ours.collect()))) return true;
      Thread.onSpinWait();
    }
    return false;
  }

  private static String pools(MetricSnapshots snapshots) {
    return Exposition.text(snapshots)
        .lines()
        .filter(line -> line.startsWith("jvm_memory_pool_allocated_bytes"))
        .map(line -> line.substring(0, line.lastIndexOf(' ')))
        .collect(Collectors.joining());
  }

  @Test
  void seriesHaveNoLabelsOfATaskBeforeItIsKnown() {
    String text = Exposition.text(registry.scrape());
    assertTrue(text.contains("\njvm_threads_current "), text);
    assertTrue(text.contains("\njvm_memory_used_bytes{area=\"heap\"} "), text);
    assertTrue(text.contains("\nprocess_start_time_seconds "), text);
  }

  @Test
  void everySeriesCarriesTheOwnContainersLabelsOnceTheyAreKnown() throws Exception {
    monitor.pollTask();
    for (String line : Exposition.text(registry.scrape()).split("\n")) {
      boolean jvm = line.startsWith("jvm_") || line.startsWith("process_");
      if (!jvm) continue;
      for (String label : LABELS.split(",")) assertTrue(line.contains(label), line);
    }
  }

  @Test
  void labelsAreAddedToThoseThatThereAre() throws Exception {
    monitor.pollTask();
    String text = Exposition.text(registry.scrape());
    assertTrue(text.contains("\njvm_memory_used_bytes{area=\"heap\"," + LABELS + "} "), text);
    assertTrue(text.contains("\njvm_gc_collection_seconds_count{container_id"), text);
    assertTrue(text.contains("\njvm_runtime_info{container_id"), text);
    assertTrue(text.contains("\nprocess_cpu_seconds_total{" + LABELS + "} "), text);
  }

  @Test
  void nativeMemoryIsNotAskedFor() {
    assertFalse(Exposition.text(registry.scrape()).contains("jvm_native_memory"));
  }

  @Test
  void jvmMetricsCanBeLeftOut() {
    String text = Exposition.text(Exposition.registry(monitor, ALL, false).scrape());
    assertFalse(text.contains("jvm_"), text);
    assertFalse(text.contains("process_"), text);
  }

  @Test
  void nameFilterKnowsTheNamesWithoutSuffixes() throws Exception {
    monitor.pollTask();
    assertEquals(List.of("jvm_threads_current"), names("jvm_threads_current"));
    assertEquals(List.of("process_cpu_seconds"), names("process_cpu_seconds"));
    assertEquals(List.of("ee_agent"), names("ee_agent"));
    assertEquals(List.of("ee_metadata_requests"), names("ee_metadata_requests"));
    assertEquals(List.of(), names("nothing"));
  }

  private List<String> names(String wanted) {
    MetricSnapshots snapshots = registry.scrape(name -> name.equals(wanted));
    return snapshots.stream().map(snapshot -> snapshot.getMetadata().getPrometheusName()).toList();
  }

  /**
   * Up to Java 18 a thread's class decides on the id, and the JDK refuses those that are not
   * positive.
   */
  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void threadWithAnImpossibleIdIsOfUnknownState(long id) throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Thread thread =
        new Thread(() -> awaitQuietly(end)) {
          @Override
          @SuppressWarnings("deprecation")
          public long getId() {
            return id;
          }
        };
    thread.start();
    try {
      PrometheusRegistry clientJava = new PrometheusRegistry();
      JvmThreadsMetrics.builder().register(clientJava);
      String unknown = "jvm_threads_state{state=\"UNKNOWN\"}";
      assertEquals(
          Exposition.openMetrics(clientJava.scrape()).get(unknown),
          Exposition.openMetrics(registry.scrape()).get(unknown));
    } finally {
      end.countDown();
      thread.join();
    }
  }

  @Test
  void threadsAreNotInspectedWhenThereAreMany() throws Exception {
    assertTrue(Exposition.text(registry.scrape()).contains("jvm_threads_state"));
    CountDownLatch end = new CountDownLatch(1);
    List<Thread> idle = new ArrayList<>();
    for (int i = 0; i <= ThreadMetrics.MAX_THREADS_TO_INSPECT; i++) {
      Thread thread = new Thread(null, () -> awaitQuietly(end), "idle", 64 * 1024);
      thread.setDaemon(true);
      thread.start();
      idle.add(thread);
    }
    try {
      String text = Exposition.text(registry.scrape());
      assertFalse(text.contains("jvm_threads_state"), text);
      assertFalse(text.contains("jvm_threads_deadlocked"), text);
      assertTrue(text.contains("jvm_threads_current"), text);
    } finally {
      end.countDown();
      for (Thread thread : idle) thread.join();
    }
  }

  private static void awaitQuietly(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
