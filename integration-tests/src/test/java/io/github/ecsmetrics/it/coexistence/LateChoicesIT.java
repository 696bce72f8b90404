package io.github.ecsmetrics.it.coexistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Pem;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.Sources;
import io.github.ecsmetrics.it.guest.ReportsManagers;
import io.github.ecsmetrics.it.guest.Waiting;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.file.Path;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an application server chooses after premain, first caller wins: its log manager and its
 * MBean server.
 *
 * <p>Seen elsewhere: the application server could not install its log manager ({@code WFLYLOG0078})
 * (prometheus/jmx_exporter#455, DataDog/dd-trace-java#2399).
 */
class LateChoicesIT {
  private static final String MANAGER = "late.OwnLogManager";
  private static final String PUSHED = "ee_agent_push_total{outcome=\"success\"}";

  @TempDir private Path folder;

  /** By OTLP over TLS, to a receiver that accepts everything. */
  private String[] pushing(MockWebServer receiver) throws Exception {
    Pem pem = Pem.selfSigned(folder, "receiver");
    receiver.useHttps(pem.serverSockets());
    receiver.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return new MockResponse.Builder().code(200).build();
          }
        });
    receiver.start();
    return new String[] {
      "interval=200ms",
      "otlp.interval=1s",
      "otlp.tls.ca=" + pem.certificate(),
      "otlp.endpoint=https://127.0.0.1:" + receiver.getPort() + "/v1/metrics"
    };
  }

  /**
   * Seen elsewhere: the platform MBean server came before the server's own builder
   * (elastic/apm-agent-java#2407, open-telemetry/opentelemetry-java-instrumentation#9811).
   */
  @Test
  void applicationsManagersAreUsedAlthoughTheAgentServedAndPushedBefore() throws Exception {
    Path classes =
        Sources.in(folder, 8)
            .file(
                "late/OwnLogManager.java",
                "package late; public class OwnLogManager extends java.util.logging.LogManager {}")
            .compile();
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        MockWebServer receiver = new MockWebServer();
        RunningJvm jvm =
            JvmCommand.of(ReportsManagers.class)
                .arguments(classes.toString(), MANAGER)
                .property("java.util.logging.manager", MANAGER)
                .endpoint(endpoint)
                .agentByEnvironment(pushing(receiver))
                .start()) {
      jvm.awaitStdout("ready");
      scrapeInEveryWay(jvm);
      jvm.awaitMetrics(PUSHED);
      jvm.writeLine("go on");
      jvm.awaitStdout("own builder true\n");
      assertEquals("ready\nlog manager " + MANAGER + "\nown builder true\n", jvm.stdout());
      scrapeInEveryWay(jvm);
      assertEquals("", jvm.stderr());
    }
  }

  /** The JVM prints "Could not load Logmanager" as soon as anybody touches java.util.logging. */
  @Test
  void agentNeverWakesTheLogManager() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        MockWebServer receiver = new MockWebServer();
        RunningJvm jvm =
            JvmCommand.of(Waiting.class)
                .property("java.util.logging.manager", "absent.LogManager")
                .endpoint(endpoint)
                .agentByEnvironment(pushing(receiver))
                .start()) {
      jvm.awaitStdout("ready");
      jvm.await(() -> endpoint.requests("/task/stats") >= 3, "three polls");
      scrapeInEveryWay(jvm);
      jvm.awaitMetrics(PUSHED);
      assertEquals(0, jvm.endInput().exitCode());
      assertEquals("", jvm.stderr());
    }
  }

  private static void scrapeInEveryWay(RunningJvm jvm) throws Exception {
    assertTrue(jvm.get("/metrics").text().contains("jvm_memory_used_bytes"));
    assertEquals(200, jvm.get("/metrics", "Accept-Encoding", "gzip").status());
    assertEquals(200, jvm.get("/stats").status());
    assertEquals(404, jvm.get("/absent").status());
    for (String path : new String[] {"/metrics", "/-/healthy", "/absent"}) {
      HttpURLConnection head =
          (HttpURLConnection) new URL("http://127.0.0.1:" + jvm.port() + path).openConnection();
      head.setRequestMethod("HEAD");
      assertTrue(head.getResponseCode() >= 200);
    }
  }
}
