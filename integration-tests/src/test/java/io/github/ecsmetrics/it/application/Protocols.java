package io.github.ecsmetrics.it.application;

import io.github.ecsmetrics.it.PrometheusServer;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Prometheus that scrapes one target by each of the protocols and schemes that it has. */
final class Protocols {
  /** The number of jobs: {@code old-text}, {@code text}, {@code openmetrics}, {@code legacy}. */
  static final int COUNT = 4;

  private static final String CONFIG =
      """
      global: {scrape_interval: 2s, scrape_timeout: 2s}
      scrape_configs:
        - job_name: old-text
          scrape_protocols: [PrometheusText0.0.4]
          static_configs: [{targets: ['127.0.0.1:PORT']}]
        - job_name: text
          scrape_protocols: [PrometheusText1.0.0]
          static_configs: [{targets: ['127.0.0.1:PORT']}]
        - job_name: openmetrics
          scrape_protocols: [OpenMetricsText1.0.0]
          static_configs: [{targets: ['127.0.0.1:PORT']}]
        - job_name: legacy
          metric_name_validation_scheme: legacy
          metric_name_escaping_scheme: underscores
          static_configs: [{targets: ['127.0.0.1:PORT']}]
      """;

  private Protocols() {}

  /** Keeps its data in {@code folder}. */
  static PrometheusServer start(Path folder, int port) throws Exception {
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(config, CONFIG.replace("PORT", String.valueOf(port)));
    return PrometheusServer.start(config, "--enable-feature=exemplar-storage");
  }
}
