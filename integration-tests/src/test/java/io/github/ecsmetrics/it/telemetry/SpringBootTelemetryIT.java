package io.github.ecsmetrics.it.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.Libraries;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.OtlpReceiver;
import io.github.ecsmetrics.it.Profile;
import io.github.ecsmetrics.it.Sources;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Micrometer's metrics and traces of a Spring Boot application carry the task.
 *
 * <p>Seen elsewhere: Micrometer does not add the task by itself
 * (micrometer-metrics/micrometer#2268).
 */
class SpringBootTelemetryIT {
  private static final String BOOT_3 =
      "org.slf4j:slf4j-api:2.0.17 org.springframework.boot:spring-boot-starter-actuator:3.5.7"
          + " io.micrometer:micrometer-tracing-bridge-otel:1.5.5"
          + " io.opentelemetry:opentelemetry-exporter-otlp:1.49.0"
          + " io.micrometer:micrometer-registry-otlp:1.15.5";
  private static final String BOOT_4 =
      "org.slf4j:slf4j-api:2.0.17 org.springframework.boot:spring-boot-starter-actuator:4.1.1"
          + " org.springframework.boot:spring-boot-starter-opentelemetry:4.1.1";

  private static final String PROGRAM =
      """
      package work;
      import io.micrometer.observation.Observation;
      import io.micrometer.observation.ObservationRegistry;
      import org.springframework.boot.SpringApplication;
      import org.springframework.boot.autoconfigure.SpringBootApplication;
      import org.springframework.context.ConfigurableApplicationContext;
      @SpringBootApplication
      public class Work {
        public static void main(String[] arguments) {
          ConfigurableApplicationContext context = SpringApplication.run(Work.class, arguments);
          ObservationRegistry observations = context.getBean(ObservationRegistry.class);
          Observation.createNotStarted("work", observations).observe(() -> {});
          context.close();
          System.out.println("worked");
        }
      }
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {BOOT_3, BOOT_4})
  void metricsHaveTheTagsAndAllHasTheResource(String libraries) throws Exception {
    if (libraries.equals(BOOT_3)) Profile.MATRIX.assume();
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      run(
          program(libraries, receiver)
              .environment("OTEL_RESOURCE_ATTRIBUTES", "team=a%2Cb,aws.ecs.task.family=mine")
              .agentByEnvironment("startup.wait=20s", "otel.resource=true", "spring.tags=true"));
      Map<String, String> resource = OpenTelemetryIT.task();
      resource.put("aws.ecs.task.family", "mine");
      resource.put("team", "a,b");
      assertEquals(
          resource, OpenTelemetryIT.ofTask(receiver.resourceOfSpan("work")), receiver.toString());
      assertEquals(resource, OpenTelemetryIT.ofTask(receiver.resourceOfMetric("jvm.threads.live")));
      assertEquals(
          Map.of("task_family", "orders", "task_revision", "7"),
          receiver.point("jvm.threads.live"));
    }
  }

  /** Without the setting, as docs/application-metrics.md shows. */
  @ParameterizedTest
  @ValueSource(strings = {BOOT_3, BOOT_4})
  void applicationCanMakeTheTagsOfTheSystemProperties(String libraries) throws Exception {
    Profile.MATRIX.assume();
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      run(
          program(libraries, receiver)
              .arguments(
                  "--management.metrics.tags.task_family=${ecs.metadata.task.family}",
                  "--management.metrics.tags.task_revision=${ecs.metadata.task.revision}")
              .agentByEnvironment("startup.wait=20s"));
      assertEquals(
          Map.of("task_family", "orders", "task_revision", "7"),
          receiver.point("jvm.threads.live"));
      assertEquals(Map.of(), OpenTelemetryIT.ofTask(receiver.resourceOfSpan("work")));
    }
  }

  private JvmCommand program(String libraries, OtlpReceiver receiver) throws Exception {
    Assumptions.assumeTrue(Jdk.underTest().feature() >= 17, "Spring Boot needs JDK 17");
    List<Path> classPath = Libraries.of(libraries.split(" "));
    Path classes =
        Sources.in(folder, 17).against(classPath).file("work/Work.java", PROGRAM).compile();
    String traces = receiver.uri() + "/v1/traces";
    return JvmCommand.of("work.Work")
        .classPath(List.of(classes))
        .classPath(classPath)
        .options("-XX:TieredStopAtLevel=1")
        .arguments(
            "--spring.main.banner-mode=off",
            "--management.tracing.sampling.probability=1.0",
            "--management.otlp.tracing.endpoint=" + traces,
            "--management.opentelemetry.tracing.export.otlp.endpoint=" + traces,
            "--management.otlp.metrics.export.url=" + receiver.uri() + "/v1/metrics");
  }

  private static void run(JvmCommand command) throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      Finished finished = command.endpoint(endpoint).run();
      assertTrue(finished.stdout().contains("worked"), finished.stdout() + finished.stderr());
    }
  }
}
