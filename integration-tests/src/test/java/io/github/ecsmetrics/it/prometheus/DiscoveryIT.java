package io.github.ecsmetrics.it.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Program;
import io.github.ecsmetrics.it.PrometheusServer;
import io.github.ecsmetrics.it.RunningJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configurations that users copy, and what their relabelling leaves of a target. */
class DiscoveryIT {
  private static final String AWS = "prometheus-aws-sd.yml";
  private static final String FILES = "prometheus-file-sd.yml";
  private static final String COLLECTOR = "otel-collector.yml";
  private static final String TASK = "0f9de17a6465404e8b1b2356dc13c2f8";

  private static final String OWN_LABELS = "{container_name='app',task_family='checkout'}";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {AWS, FILES})
  void promtoolAcceptsIt(String config) throws Exception {
    Docs.copy("rules.yml", folder);
    Finished check = check(Docs.copy(config, folder));
    Assumptions.assumeFalse(
        check.stderr().contains("aws_sd_configs not found"),
        "this Prometheus is older than aws_sd_configs");
    assertEquals(0, check.exitCode(), check.stdout() + check.stderr());
  }

  @Test
  void targetsOfFileWritersKeepOnlyTheTaskId() throws Exception {
    Docs.copy("rules.yml", folder);
    Files.createDirectory(folder.resolve("ecs"));
    Files.move(Docs.copy("ecs-targets.example.yml", folder), folder.resolve("ecs/targets.yml"));
    try (PrometheusServer prometheus = PrometheusServer.start(Docs.copy(FILES, folder))) {
      assertEquals(
          List.of(
              target("10.0.12.34:9546", TASK),
              target("10.0.12.35:9546", "5c1f0f4f2f9a4b0f8f0a0d1d6a0c2b3e"),
              target("10.0.12.36:9546", "6f2b8c1d4e5a4b7c9d0e1f2a3b4c5d6e")),
          prometheus.targets(3));
    }
  }

  /** The collector's scrape jobs are Prometheus' own, but for a dollar sign that is two. */
  @Test
  void targetsOfTheCollectorsObserverGetTheTaskId() throws Exception {
    String text = Files.readString(Docs.file("prometheus/" + COLLECTOR));
    int start = text.indexOf("      scrape_configs:");
    String jobs = text.substring(start, text.indexOf("\nprocessors:", start)).stripIndent();
    Path config =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            jobs.replace("$$", "$").replace("/etc/otel/ecs-targets.yaml", "targets.yml"));
    String targets = Files.readString(Docs.file("prometheus/ecs-targets.example.yml"));
    int observers = targets.indexOf("- targets: ['10.0.12.36");
    Files.writeString(folder.resolve("targets.yml"), targets.substring(observers));
    try (PrometheusServer prometheus = PrometheusServer.start(config)) {
      assertEquals(
          List.of(target("10.0.12.36:9546", "6f2b8c1d4e5a4b7c9d0e1f2a3b4c5d6e")),
          prometheus.targets(1));
    }
  }

  @Test
  void promtoolAcceptsTheRules() throws Exception {
    Finished check =
        JvmCommand.tool(Program.onPath("promtool"))
            .arguments("check", "rules", Docs.copy("rules.yml", folder).toString())
            .run();
    assertEquals(0, check.exitCode(), check.stdout() + check.stderr());
  }

  /** Seen elsewhere: exported_container_name, since the CloudWatch agent labels its targets. */
  @Test
  void agentsOwnLabelsWinOverTheTargets() throws Exception {
    Docs.copy("rules.yml", folder);
    Path config = Docs.copy(FILES, folder);
    Files.writeString(config, Files.readString(config).replace("15s", "1s").replace("10s", "1s"));
    try (MetadataEndpoint endpoint = MetadataEndpoint.full();
        RunningJvm jvm = LabelledTarget.start(endpoint, folder);
        PrometheusServer prometheus = PrometheusServer.start(config)) {
      prometheus.await(1, "ee_container_memory_usage_byte" + OWN_LABELS);
      prometheus.await(1, "ee_task_info{task_family='checkout'}");
      prometheus.await(0, "{exported_task_family!=''}");
      assertEquals("", jvm.stderr());
    }
  }

  /** With the discovery replaced by a file of the labels that it gives. */
  @Test
  void runningTasksWithTheTagBecomeTargets() throws Exception {
    Docs.copy("rules.yml", folder);
    Files.writeString(
        folder.resolve("tasks.yml"),
        discovered("10.0.12.34", TASK, "RUNNING", "__meta_ecs_tag_task_prometheus_port: '9400'")
            + discovered("10.0.12.35", "a", "RUNNING", "__meta_ecs_tag_task_team: billing")
            + discovered("10.0.12.36", "b", "PENDING", "__meta_ecs_tag_task_prometheus_port: '1'")
            + discovered("10.0.12.37", "c", "RUNNING", "__meta_ecs_tag_task_prometheus_port: no"));
    Path config = Docs.copy(AWS, folder);
    String text = Files.readString(config);
    String replaced =
        text.replaceFirst(
            "(?s)aws_sd_configs:.*?relabel_configs:",
            "file_sd_configs:\n      - files: [tasks.yml]\n    relabel_configs:");
    assertTrue(replaced.contains("file_sd_configs"), replaced);
    Files.writeString(config, replaced);
    try (PrometheusServer prometheus = PrometheusServer.start(config)) {
      assertEquals(List.of(target("10.0.12.34:9400", TASK)), prometheus.targets(1));
    }
  }

  private static Map<String, String> target(String instance, String task) {
    return Map.of("instance", instance, "job", "ecs-metrics-agent", "task_id", task);
  }

  private static String discovered(String address, String task, String status, String tag) {
    return """
        - targets: ['%1$s:9546']
          labels:
            __meta_ecs_ip_address: %1$s
            __meta_ecs_task_arn: arn:aws:ecs:eu-central-1:111122223333:task/production/%2$s
            __meta_ecs_last_status: %3$s
            %4$s
        """
        .formatted(address, task, status, tag);
  }

  private static Finished check(Path config) throws Exception {
    return JvmCommand.tool(Program.onPath("promtool"))
        .arguments("check", "config", config.toString())
        .run();
  }
}
