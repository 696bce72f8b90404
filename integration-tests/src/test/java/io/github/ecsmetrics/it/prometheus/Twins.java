package io.github.ecsmetrics.it.prometheus;

import io.github.ecsmetrics.it.PrometheusServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/**
 * Two Prometheus servers with the same samples and our rules, one of them with the feature {@code
 * type-and-unit-labels}.
 */
record Twins(History history, MockWebServer target, PrometheusServer plain, PrometheusServer typed)
    implements AutoCloseable {
  static Twins start(Path folder, History history) throws IOException, InterruptedException {
    MockWebServer target = new MockWebServer();
    MockResponse answer =
        new MockResponse.Builder()
            .addHeader("Content-Type", History.TYPE)
            .body(history.text())
            .build();
    target.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer;
          }
        });
    target.start();
    Twins twins =
        new Twins(
            history,
            target,
            PrometheusServer.start(configuration(folder.resolve("plain"), target)),
            PrometheusServer.start(
                configuration(folder.resolve("typed"), target),
                "--enable-feature=type-and-unit-labels"));
    twins.awaitScrapes();
    return twins;
  }

  /** Older ones take the option for one that they have forgotten. */
  boolean knowTheFeature() throws IOException, InterruptedException {
    return !typed.query("ee_task_info{__type__=\"info\"}", history.end()).isEmpty();
  }

  private void awaitScrapes() throws InterruptedException {
    for (PrometheusServer server : new PrometheusServer[] {plain, typed}) {
      server.await(1, "ee_task_info");
    }
  }

  private static Path configuration(Path folder, MockWebServer target) throws IOException {
    Files.createDirectories(folder);
    Files.copy(Docs.file("prometheus/rules.yml"), folder.resolve("rules.yml"));
    return Files.writeString(
        folder.resolve("prometheus.yml"),
        """
        rule_files: [rules.yml]
        scrape_configs:
          - job_name: ecs
            scrape_interval: 5s
            scrape_timeout: 5s
            static_configs:
              - targets: ['127.0.0.1:%d']
        """
            .formatted(target.getPort()));
  }

  @Override
  public void close() {
    plain.close();
    typed.close();
    target.close();
  }
}
