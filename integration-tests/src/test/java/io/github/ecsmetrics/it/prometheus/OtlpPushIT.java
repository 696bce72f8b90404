package io.github.ecsmetrics.it.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Collecting;
import io.github.ecsmetrics.it.guest.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One JVM is scraped into one store and pushes into another. */
class OtlpPushIT {
  @TempDir private Path folder;

  /**
   * The endpoint always gives the same numbers, which have to be equal. Those of the JVM and of its
   * kernel move: each pushed counter is between the values that were scraped before and after, and
   * a gauge is in the same range.
   */
  @Test
  void pushedSeriesAreThoseThatAreScraped() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.full();
        VictoriaServer pushed = VictoriaServer.start(folder.resolve("pushed"));
        RunningJvm jvm =
            JvmCommand.of(Collecting.class)
                .endpoint(endpoint)
                .agent("interval=10m", "otlp.interval=1s", "otlp.endpoint=" + pushed.otlpUrl())
                .start()) {
      pushed.awaitSeries();
      jvm.awaitMetrics("jvm_memory_pool_allocated_bytes_total");
      Path config = folder.resolve("scrape.yml");
      Files.writeString(
          config,
          """
          scrape_configs:
            - job_name: ecs
              scrape_interval: 1s
              static_configs: [{targets: ['127.0.0.1:%d']}]
          """
              .formatted(jvm.port()));
      try (VictoriaServer scraped =
          VictoriaServer.start(folder.resolve("scraped"), "-promscrape.config=" + config)) {
        scraped.awaitSeries();
        Map<String, String> different = new TreeMap<>();
        try {
          jvm.await(() -> compare(scraped, pushed, different), "the same series");
        } catch (AssertionError late) {
          assertEquals(Map.of(), different);
        }
      }
      assertEquals("", jvm.stderr());
    }
  }

  @Test
  void nothingOfItIsLoadedIfItIsOff() throws Exception {
    String loaded;
    try (MetadataEndpoint endpoint = MetadataEndpoint.full();
        RunningJvm jvm =
            JvmCommand.of(Waiting.class)
                .options("-verbose:class")
                .endpoint(endpoint)
                .agent("interval=1s")
                .start()) {
      jvm.awaitMetrics("ee_container_cpu_usage_seconds_total{");
      loaded = jvm.stdout();
    }
    assertTrue(loaded.contains("ecsmetrics.agent.metrics.TaskCollector"), loaded);
    for (String name : loaded.split("\n")) {
      assertFalse(name.matches(".*ecsmetrics\\.agent\\.(push|otlp|aws)\\..*"), name);
    }
  }

  private static boolean compare(
      VictoriaServer scraped, VictoriaServer pushed, Map<String, String> different)
      throws IOException, InterruptedException {
    Map<String, StoredSeries> ofScraped = scraped.series();
    Map<String, StoredSeries> ofPushed = pushed.series();
    different.clear();
    ofScraped.forEach(
        (series, samples) -> {
          String difference = samples.differenceTo(ofPushed.get(series));
          if (difference != null) different.put(series, difference);
        });
    ofPushed.keySet().removeAll(ofScraped.keySet());
    for (String series : ofPushed.keySet()) different.put(series, "is not scraped");
    return different.isEmpty();
  }
}
