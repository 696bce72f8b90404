package io.github.ecsmetrics.it.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Profile;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Ticking;
import io.github.ecsmetrics.it.guest.Waiting;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryAndThreadsIT {
  private static final String THREADS = Profile.MATRIX.on() ? "15000" : "3000";

  @Test
  void heapOf32MebibytesIsEnough() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of(Waiting.class)
                .options("-Xmx32m")
                .endpoint(endpoint)
                .agentByEnvironment("interval=100ms")
                .start()) {
      jvm.awaitSuccess();
      for (int i = 0; i < 200; i++) assertEquals(200, jvm.get("/metrics").status());
      assertEquals("", jvm.stderr());
    }
  }

  @Test
  void scrapesDoNotStopThousandsOfThreads() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of(Ticking.class)
                .arguments(THREADS)
                .options("-Xmx256m")
                .endpoint(endpoint)
                .agentByEnvironment()
                .start()) {
      jvm.await(() -> !jvm.isAlive() || jvm.stdout().contains("ready"), "ready");
      Assumptions.assumeTrue(
          !jvm.stderr().contains("unable to create native thread"), "too few threads allowed");
      String metrics = jvm.awaitSuccess();
      assertTrue(metrics.contains("jvm_threads_current{"), metrics);
      assertFalse(metrics.contains("jvm_threads_state"), metrics);
      assertFalse(metrics.contains("jvm_threads_deadlocked"), metrics);
      longestTick(jvm, 0);
      jvm.get("/-/healthy");
      long quiet = longestTick(jvm, 0);
      long scraped = longestTick(jvm, 10);
      assertTrue(scraped < quiet + 200, "longest pause " + scraped + " ms, before " + quiet);
    }
  }

  private static long longestTick(RunningJvm jvm, int scrapes) throws Exception {
    int before = jvm.stdout().length();
    for (int i = 0; i < scrapes; i++) assertEquals(200, jvm.get("/metrics").status());
    jvm.writeLine("");
    jvm.await(() -> jvm.stdout().indexOf(" ms\n", before) > 0, "the longest tick");
    return Long.parseLong(jvm.stdout().substring(before).replaceAll("\\D", ""));
  }

  /** The same families whichever collector the application chose. */
  @ParameterizedTest
  @ValueSource(strings = {"UseSerialGC", "UseParallelGC", "UseZGC", "UseShenandoahGC"})
  void garbageCollectorDoesNotChangeTheNames(String collector) throws Exception {
    String option = "-XX:+" + collector;
    Assumptions.assumeTrue(
        JvmCommand.withoutMain().options(option, "-version").run().exitCode() == 0,
        collector + " is not in this JVM");
    assertEquals(families("-XX:+UseG1GC"), families(option));
  }

  private static Set<String> families(String option) throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of(Waiting.class)
                .options(option, "-Xmx128m")
                .endpoint(endpoint)
                .agentByEnvironment()
                .start()) {
      String metrics = jvm.awaitSuccess();
      assertEquals("", jvm.stderr());
      Set<String> names = new TreeSet<>();
      try (Stream<String> lines = metrics.lines()) {
        lines.filter(line -> line.startsWith("# TYPE ")).forEach(names::add);
        // Comes with the first collection, which not every one of these JVMs has seen.
        names.remove("# TYPE jvm_memory_pool_allocated_bytes_total counter");
      }
      assertTrue(names.contains("# TYPE jvm_gc_collection_seconds summary"), names.toString());
      return names;
    }
  }
}
