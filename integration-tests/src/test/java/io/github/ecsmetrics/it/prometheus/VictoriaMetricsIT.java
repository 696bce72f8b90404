package io.github.ecsmetrics.it.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Program;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Waiting;
import java.io.IOException;
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
    Path config = Docs.copy(VMAGENT, folder);
    Files.writeString(config, Files.readString(config).replace("15s", "1s").replace("10s", "1s"));
    String own = "ee_container_memory_usage_byte" + OWN_LABELS;
    try (MetadataEndpoint endpoint = MetadataEndpoint.full();
        RunningJvm jvm = LabelledTarget.start(endpoint, folder);
        VictoriaServer victoria =
            VictoriaServer.start(folder.resolve("data"), "-promscrape.config=" + config)) {
      victoria.await(own, "\"task_id\":\"0f9d\"");
      assertEquals("", jvm.stderr());
    }
  }

  /** The fleet dashboard joins on the two labels. */
  @Test
  void pushedSeriesGetJobAndInstanceByTheRelabelling() throws Exception {
    String relabelling = "-relabelConfig=" + Docs.copy("victoria-relabel.yml", folder);
    try (MetadataEndpoint endpoint = MetadataEndpoint.full();
        VictoriaServer victoria = VictoriaServer.start(folder.resolve("data"), relabelling);
        RunningJvm jvm =
            JvmCommand.of(Waiting.class)
                .endpoint(endpoint)
                .agent("otlp.interval=1s", "otlp.endpoint=" + victoria.otlpUrl())
                .environment("OTEL_SERVICE_NAME", "orders")
                .start()) {
      victoria.await("ee_task_info{job='orders',instance=~'.+/app'}", "checkout");
      assertTrue(jvm.isAlive());
    }
  }
}
