package io.github.ecsmetrics.it.prometheus;

import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.RunningJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The sample service with the agent, beside a stand-in endpoint whose numbers move each second. */
final class SampleService implements AutoCloseable {
  /** What the stand-in's containers use together, in CPU seconds a second. */
  static final double CPUS = 0.125;

  /** The size of its task, in vCPU. */
  static final double CPU_LIMIT = 0.5;

  private static final int SPRING_BOOT_NEEDS = 17;
  private static final String VARIABLE = "ECS_CONTAINER_METADATA_URI_V4";

  private final RunningJvm endpoint;
  private final RunningJvm service;

  private SampleService(RunningJvm endpoint, RunningJvm service) {
    this.endpoint = endpoint;
    this.service = service;
  }

  /**
   * @param taskId 32 hex digits: instances with different ones are tasks of one revision
   */
  static SampleService start(String taskId) throws IOException, InterruptedException {
    Jdk jdk = Jdk.underTest();
    Assumptions.assumeTrue(
        jdk.feature() >= SPRING_BOOT_NEEDS, "Spring Boot needs JDK " + SPRING_BOOT_NEEDS);
    RunningJvm endpoint =
        JvmCommand.of("org.springframework.boot.loader.launch.PropertiesLauncher")
            .classPath(List.of(jar()))
            .property("loader.main", "io.github.ecsmetrics.sample.metadata.MetadataEndpoint")
            .arguments("--refresh=1", "--task-id=" + taskId)
            .start();
    endpoint.awaitStdout("\n");
    RunningJvm service =
        JvmCommand.jar(jar())
            .environment(VARIABLE, endpoint.stdout().trim().substring(VARIABLE.length() + 1))
            .agentByEnvironment("interval=1s")
            .arguments("--server.port=0")
            .start();
    return new SampleService(endpoint, service);
  }

  /** Of the agent, as a target for Prometheus. */
  String target() {
    return "127.0.0.1:" + service.port();
  }

  /** What a scrape gets, once the task's statistics are in it. */
  String metrics() throws InterruptedException {
    return service.awaitMetrics("ee_container_cpu_usage_seconds_total{");
  }

  @Override
  public void close() {
    service.close();
    endpoint.close();
  }

  private static Path jar() {
    Path jar = Path.of("../sample-app/target/sample-app.jar").toAbsolutePath().normalize();
    if (!Files.isRegularFile(jar))
      throw new IllegalStateException("build sample-app first: " + jar);
    return jar;
  }
}
