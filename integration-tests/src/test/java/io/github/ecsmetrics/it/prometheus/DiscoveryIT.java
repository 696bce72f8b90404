package io.github.ecsmetrics.it.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.Program;
import java.io.IOException;
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
  private static final String TASK = "0f9de17a6465404e8b1b2356dc13c2f8";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {AWS, FILES})
  void promtoolAcceptsIt(String config) throws Exception {
    copy("rules.yml");
    Finished check = check(copy(config));
    Assumptions.assumeFalse(
        check.stderr().contains("aws_sd_configs not found"),
        "this Prometheus is older than aws_sd_configs");
    assertEquals(0, check.exitCode(), check.stdout() + check.stderr());
  }

  @Test
  void targetsOfFileWritersKeepOnlyTheTaskId() throws Exception {
    copy("rules.yml");
    Files.createDirectory(folder.resolve("ecs"));
    Files.move(copy("ecs-targets.example.yml"), folder.resolve("ecs/targets.yml"));
    try (PrometheusServer prometheus = PrometheusServer.start(copy(FILES))) {
      assertEquals(
          List.of(
              target("10.0.12.34:9546", TASK),
              target("10.0.12.35:9546", "5c1f0f4f2f9a4b0f8f0a0d1d6a0c2b3e")),
          prometheus.targets(2));
    }
  }

  /** With the discovery replaced by a file of the labels that it gives. */
  @Test
  void runningTasksWithTheTagBecomeTargets() throws Exception {
    copy("rules.yml");
    Files.writeString(
        folder.resolve("tasks.yml"),
        discovered("10.0.12.34", TASK, "RUNNING", "__meta_ecs_tag_task_prometheus_port: '9400'")
            + discovered("10.0.12.35", "a", "RUNNING", "__meta_ecs_tag_task_team: billing")
            + discovered("10.0.12.36", "b", "PENDING", "__meta_ecs_tag_task_prometheus_port: '1'")
            + discovered("10.0.12.37", "c", "RUNNING", "__meta_ecs_tag_task_prometheus_port: no"));
    Path config = copy(AWS);
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

  private Path copy(String name) throws IOException {
    return Files.copy(Docs.file("prometheus/" + name), folder.resolve(name));
  }
}
