package io.github.ecsmetrics.it.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Answer;
import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Ports;
import io.github.ecsmetrics.it.Program;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Waiting;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** VictoriaMetrics, vmagent and vmalert with the configurations that users copy. */
class VictoriaMetricsIT {
  private static final String VMAGENT = "vmagent.yml";
  private static final String OWN_LABELS = "{container_name='app',task_family='checkout'}";

  @TempDir private Path folder;

  @Test
  void vmagentAcceptsItsConfigurationInStrictMode() throws Exception {
    Finished check =
        JvmCommand.tool(Program.onPath("vmagent"))
            .arguments("-dryRun", "-promscrape.config=" + Docs.copy(VMAGENT, folder))
            .arguments("-promscrape.config.strictParse", "-remoteWrite.url=http://127.0.0.1:1")
            .run();
    assertEquals(0, check.exitCode(), check.stdout() + check.stderr());
  }

  @Test
  void configurationForVmagentIsTheOneForPrometheusWithoutRules() throws Exception {
    List<String> forPrometheus = settings("prometheus-file-sd.yml");
    assertTrue(forPrometheus.removeAll(List.of("rule_files:", "  - rules.yml")));
    assertEquals(forPrometheus, settings(VMAGENT));
  }

  /** Lines without comments. */
  private static List<String> settings(String config) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(Docs.file("prometheus/" + config)));
    lines.removeIf(line -> line.isBlank() || line.strip().startsWith("#"));
    return lines;
  }

  @Test
  void vmalertAcceptsTheRules() throws Exception {
    Finished check =
        JvmCommand.tool(Program.onPath("vmalert"))
            .arguments("-dryRun", "-rule=" + Docs.copy("rules.yml", folder))
            .run();
    assertEquals(0, check.exitCode(), check.stdout() + check.stderr());
  }

  @Test
  void victoriaMetricsScrapesWithTheConfigurationForVmagent() throws Exception {
    Path program = Program.onPath("victoria-metrics");
    Path config = Docs.copy(VMAGENT, folder);
    Files.writeString(config, Files.readString(config).replace("15s", "1s").replace("10s", "1s"));
    int port = Ports.free();
    JvmCommand server = victoria(program, port).arguments("-promscrape.config=" + config);
    String own = "ee_container_memory_usage_byte" + OWN_LABELS;
    try (MetadataEndpoint endpoint = MetadataEndpoint.full();
        RunningJvm jvm = LabelledTarget.start(endpoint, folder);
        RunningJvm victoria = server.start()) {
      victoria.await(
          () -> query(port, own).contains("\"task_id\":\"0f9d\""),
          "VictoriaMetrics has the series with the task's id");
      assertEquals("", jvm.stderr());
    }
  }

  /** The fleet dashboard joins on the two labels. */
  @Test
  void pushedSeriesGetJobAndInstanceByTheRelabelling() throws Exception {
    Path program = Program.onPath("victoria-metrics");
    int port = Ports.free();
    String receiver = "http://127.0.0.1:" + port + "/opentelemetry/v1/metrics";
    JvmCommand server =
        victoria(program, port)
            .arguments("-relabelConfig=" + Docs.copy("victoria-relabel.yml", folder));
    try (MetadataEndpoint endpoint = MetadataEndpoint.full();
        RunningJvm victoria = server.start();
        RunningJvm jvm =
            JvmCommand.of(Waiting.class)
                .endpoint(endpoint)
                .agent("otlp.interval=1s", "otlp.endpoint=" + receiver)
                .environment("OTEL_SERVICE_NAME", "orders")
                .start()) {
      victoria.await(
          () -> query(port, "ee_task_info{job='orders',instance=~'.+/app'}").contains("checkout"),
          "VictoriaMetrics has the pushed series with both labels");
      assertTrue(jvm.isAlive());
    }
  }

  private JvmCommand victoria(Path program, int port) {
    return JvmCommand.tool(program)
        .arguments("-storageDataPath=" + folder.resolve("data"))
        .arguments("-httpListenAddr=127.0.0.1:" + port)
        // Shows samples at once, not after 30 seconds.
        .arguments("-search.latencyOffset=0s");
  }

  /** The answer, empty until the server listens. */
  private static String query(int port, String promql) throws IOException, InterruptedException {
    try {
      return Answer.get(port, "/api/v1/query?query=" + URLEncoder.encode(promql, UTF_8)).text();
    } catch (ConnectException notYet) {
      return "";
    }
  }
}
