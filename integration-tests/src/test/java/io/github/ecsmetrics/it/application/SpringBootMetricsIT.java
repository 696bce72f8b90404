package io.github.ecsmetrics.it.application;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.Answer;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.Libraries;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Ports;
import io.github.ecsmetrics.it.Profile;
import io.github.ecsmetrics.it.PrometheusServer;
import io.github.ecsmetrics.it.Promtool;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.Sources;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Actuator with Micrometer's registry, behind Spring Security with its defaults. */
@ParameterizedClass
@ValueSource(strings = {SpringBootMetricsIT.BOOT_3, SpringBootMetricsIT.BOOT_4})
class SpringBootMetricsIT {
  static final String BOOT_3 =
      "org.slf4j:slf4j-api:2.0.17 org.springframework.boot:spring-boot-starter-web:3.5.7"
          + " org.springframework.boot:spring-boot-starter-actuator:3.5.7"
          + " org.springframework.boot:spring-boot-starter-security:3.5.7"
          + " io.micrometer:micrometer-registry-prometheus:1.15.5";
  static final String BOOT_4 =
      "org.slf4j:slf4j-api:2.0.17 org.springframework.boot:spring-boot-starter-webmvc:4.1.1"
          + " org.springframework.boot:spring-boot-starter-actuator:4.1.1"
          + " org.springframework.boot:spring-boot-starter-security:4.1.1"
          + " org.springframework.boot:spring-boot-starter-micrometer-metrics:4.1.1"
          + " io.micrometer:micrometer-registry-prometheus:1.17.2";

  private static final String COUNT = "http_server_requests_seconds_count";

  private static final String PROGRAM =
      """
      package shop;
      import io.prometheus.metrics.tracer.common.SpanContext;
      import org.springframework.boot.SpringApplication;
      import org.springframework.boot.autoconfigure.SpringBootApplication;
      import org.springframework.context.annotation.Bean;
      import org.springframework.web.bind.annotation.GetMapping;
      import org.springframework.web.bind.annotation.RestController;
      @SpringBootApplication
      @RestController
      public class Shop {
        public static void main(String[] arguments) {
          SpringApplication.run(Shop.class, arguments);
          System.out.println("ready");
        }
        @GetMapping("/orders")
        public String orders() {
          return "ordered";
        }
        /** As a tracer has it; here all requests are of one trace. */
        @Bean
        SpanContext spanContext() {
          return new SpanContext() {
            public String getCurrentTraceId() { return "4bf92f3577b34da6a3ce929d0e0e4736"; }
            public String getCurrentSpanId() { return "00f067aa0ba902b7"; }
            public boolean isCurrentSpanSampled() { return true; }
            public void markCurrentSpanAsExemplar() {}
          };
        }
      }
      """;

  @TempDir static Path folder;
  private static MetadataEndpoint endpoint;
  private static RunningJvm jvm;
  private static int http;
  private static Merged merged;

  @Parameter String libraries;

  @BeforeParameterizedClassInvocation
  static void start(String libraries) throws Exception {
    if (libraries.equals(BOOT_3)) Profile.MATRIX.assume();
    Assumptions.assumeTrue(Jdk.underTest().feature() >= 17, "Spring Boot needs JDK 17");
    List<Path> classPath = Libraries.of(libraries.split(" "));
    Path classes =
        Sources.in(folder.resolve(libraries.equals(BOOT_3) ? "3" : "4"), 17)
            .against(classPath)
            .file("shop/Shop.java", PROGRAM)
            .compile();
    endpoint = MetadataEndpoint.fargate();
    http = Ports.free();
    jvm =
        JvmCommand.of("shop.Shop")
            .classPath(List.of(classes))
            .classPath(classPath)
            .options("-XX:TieredStopAtLevel=1")
            .arguments(
                "--spring.main.banner-mode=off",
                "--server.port=" + http,
                "--spring.security.user.password=secret",
                "--management.endpoints.web.exposure.include=prometheus",
                "--management.metrics.distribution.percentiles-histogram.http=true")
            .endpoint(endpoint)
            .agentByEnvironment("startup.wait=20s", "app.metrics=auto", "app.metrics.timeout=20s")
            .start();
    jvm.awaitStdout("ready");
    assertEquals("ordered", get("/orders").text());
    merged = Merged.await(jvm, COUNT);
    assertEquals("", jvm.stderr());
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    if (jvm != null) jvm.close();
    if (endpoint != null) endpoint.close();
  }

  /** With the password. */
  private static Answer get(String path) throws Exception {
    byte[] credentials = "user:secret".getBytes(StandardCharsets.UTF_8);
    String basic = "Basic " + Base64.getEncoder().encodeToString(credentials);
    return Answer.get(http, path, "Authorization", basic);
  }

  @Test
  void registryIsFoundWithoutThePassword() throws Exception {
    assertEquals(401, Answer.get(http, "/actuator/prometheus").status());
    Map<String, String> labels = merged.page().one(COUNT, "uri=/orders", "status=200").labels();
    assertEquals("app", labels.get("container_name"));
    assertEquals(MetadataEndpoint.FARGATE_CONTAINER, labels.get("container_id"));
    assertEquals("orders", labels.get("task_family"));
    assertEquals("7", labels.get("task_revision"));
  }

  @Test
  void allSeriesOfTheEndpointAreThere() throws Exception {
    merged.assertHasAllOf(get("/actuator/prometheus").text());
    merged.assertAgentsFamiliesAreItsOwn();
  }

  @Test
  void prometheusStoresSeriesAndExemplars(@TempDir Path data) throws Exception {
    Promtool.checkSyntax(merged.page().text());
    try (PrometheusServer prometheus = Protocols.start(data, jvm.port())) {
      Merged.awaitStored(prometheus, COUNT, "/orders");
      String bucket = "http_server_requests_seconds_bucket{uri='/orders'}";
      prometheus.await(Protocols.COUNT, "histogram_quantile(0.5, " + bucket + ")");
      jvm.await(() -> !prometheus.exemplars(bucket).isEmpty(), "Prometheus has an exemplar");
      assertEquals(
          "4bf92f3577b34da6a3ce929d0e0e4736", prometheus.exemplars(bucket).get(0).get("trace_id"));
    }
  }
}
