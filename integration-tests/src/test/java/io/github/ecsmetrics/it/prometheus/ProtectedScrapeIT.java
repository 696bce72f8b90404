package io.github.ecsmetrics.it.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Pem;
import io.github.ecsmetrics.it.Program;
import io.github.ecsmetrics.it.PrometheusServer;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus with {@code basic_auth} and {@code tls_config}. */
class ProtectedScrapeIT {
  private static final String SCRAPED = "ee_ecs_metrics_exporter_success == 1";

  @TempDir Path folder;
  private MetadataEndpoint endpoint;

  @BeforeEach
  void start() throws Exception {
    Program.onPath("prometheus");
    endpoint = MetadataEndpoint.fargate();
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  @Test
  void passwordFromTheEnvironmentLetsPrometheusIn() throws Exception {
    try (RunningJvm jvm =
            command("auth.user=prometheus")
                .environment("ECS_METRICS_EXPORTER_AUTH_PASSWORD", "se:cret, w\u00f6rd")
                .start();
        PrometheusServer prometheus =
            prometheus(
                jvm, "{basic_auth: {username: prometheus, password: 'se:cret, w\u00f6rd'}}")) {
      prometheus.await(1, SCRAPED);
      assertEquals("", jvm.stderr());
    }
  }

  @Test
  void wrongPasswordKeepsItOut() throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "right\n");
    try (RunningJvm jvm = command("auth.user=prometheus", "auth.password.file=" + file).start();
        PrometheusServer prometheus =
            prometheus(jvm, "{basic_auth: {username: prometheus, password: wrong}}")) {
      prometheus.await(1, "up == 0");
      assertEquals(401, jvm.get("/metrics").status());
      assertEquals(200, jvm.get("/-/healthy").status());
    }
  }

  @Test
  void prometheusChecksOurCertificateAndShowsItsOwn() throws Exception {
    Pem server = Pem.selfSigned(folder, "server");
    Pem client = Pem.selfSigned(folder, "client");
    String tls = "{scheme: https, tls_config: {ca_file: %s, cert_file: %s, key_file: %s}}";
    try (RunningJvm jvm =
            command(
                    "tls.certificate=" + server.certificate(),
                    "tls.key=" + server.key(),
                    "tls.client.ca=" + client.certificate())
                .start();
        PrometheusServer prometheus =
            prometheus(
                jvm, tls.formatted(server.certificate(), client.certificate(), client.key()))) {
      prometheus.await(1, SCRAPED);
      assertEquals("", jvm.stderr());
    }
  }

  private JvmCommand command(String... settings) {
    return JvmCommand.of(Waiting.class).endpoint(endpoint).agent(settings);
  }

  private PrometheusServer prometheus(RunningJvm jvm, String httpConfig) throws Exception {
    return PrometheusServer.start(folder, List.of("127.0.0.1:" + jvm.port()), httpConfig);
  }
}
