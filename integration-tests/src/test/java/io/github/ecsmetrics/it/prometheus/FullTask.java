package io.github.ecsmetrics.it.prometheus;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Collecting;
import java.io.IOException;

/**
 * A JVM with the agent in a task whose endpoint reports every value that an endpoint can report,
 * and whose application has metrics of its own.
 */
final class FullTask implements AutoCloseable {
  private final MetadataEndpoint endpoint;
  private final ApplicationPage application;
  private final RunningJvm jvm;

  private FullTask(MetadataEndpoint endpoint, ApplicationPage application, RunningJvm jvm) {
    this.endpoint = endpoint;
    this.application = application;
    this.jvm = jvm;
  }

  static FullTask start() throws IOException {
    MetadataEndpoint endpoint = MetadataEndpoint.full();
    ApplicationPage application = ApplicationPage.start();
    RunningJvm jvm =
        JvmCommand.of(Collecting.class)
            .endpoint(endpoint)
            .agent("interval=1s", "app.metrics=" + application.url())
            .start();
    return new FullTask(endpoint, application, jvm);
  }

  /** As a target for Prometheus. */
  String target() {
    return "127.0.0.1:" + jvm.port();
  }

  /** What a scrape gets, once the task is in it. */
  ScrapeResult metrics() throws InterruptedException {
    return ScrapeResult.parse(jvm.awaitMetrics("ee_container_cpu_usage_seconds_total{"));
  }

  /**
   * What Prometheus gets, which asks for OpenMetrics: the same with units.
   *
   * @param part text that a scrape must have contained before
   */
  String openMetrics(String part) throws InterruptedException {
    jvm.awaitMetrics(text -> text.contains(part) && text.contains("ee_task_info{"), part);
    return jvm.get("/metrics", "Accept", "application/openmetrics-text;version=1.0.0").text();
  }

  @Override
  public void close() {
    jvm.close();
    application.close();
    endpoint.close();
  }
}
