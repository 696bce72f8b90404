package io.github.ecsmetrics.agent.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.ecsmetrics.agent.metadata.Payloads;
import io.github.ecsmetrics.agent.task.CannedEndpoint;
import io.github.ecsmetrics.agent.task.FakeClock;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The complete exposition of each task, scraped and pushed by OTLP, compared with a file that was
 * worked out from the JSON without the agent. The lines {@code ## ...} of {@code exposition.txt}
 * are the working.
 *
 * <p>Seen elsewhere: names and units changed below dashboards (prometheus/jmx_exporter#909,
 * prometheus/client_java#2095); new launch types, Windows (DataDog/datadog-agent#42380,
 * aws/amazon-ecs-agent#2935).
 *
 * <p>Seen elsewhere: cgroup v2 has other fields, and page cache became 0
 * (prometheus-community/ecs_exporter#74, influxdata/telegraf#14196); ephemeral storage and clock
 * drift are on some platforms only (prometheus-community/ecs_exporter#16); cardinality: ARNs on
 * every series (vectordotdev/vector#20940, prometheus-community/ecs_exporter#81).
 */
@ParameterizedClass
@EnumSource(Payloads.class)
class PayloadExpositionTest {
  private static final Pattern CPU =
      Pattern.compile("(?m)^ee_container_cpu_usage_seconds_total\\{.*$");

  @Parameter Payloads payloads;

  @ParameterizedTest
  @MethodSource("tasks")
  void payloadGivesTheExpositionWorkedOutByHand(String task) throws Exception {
    String expected = text(payloads.read(task + "/exposition.txt"));
    TaskMonitor monitor = endpoint(task, expected).monitor(new FakeClock());
    poll(monitor);

    assertEquals(Exposition.normalized(expected), Exposition.of(monitor));
    assertEquals(Exposition.normalized(expected), Exposition.pushed(monitor));
  }

  /** Read twice ten seconds later; the first of these readings does not arrive. */
  @ParameterizedTest
  @MethodSource("tasks")
  void deltasAddUpToTheExpositionOfTheSameMoment(String task) throws Exception {
    String expected = text(payloads.read(task + "/exposition.txt"));
    CannedEndpoint endpoint = endpoint(task, expected);
    FakeClock clock = new FakeClock();
    TaskMonitor monitor = endpoint.monitor(clock);
    PushedDeltas receiver = new PushedDeltas(monitor);
    poll(monitor);
    assertEquals(PushedDeltas.rounded(Exposition.normalized(expected)), receiver.push());

    byte[] stats = stats(task, expected);
    for (int reading = 1; reading <= 2; reading++) {
      stats = PushedDeltas.grown(stats);
      endpoint.answer("/task/stats", stats);
      clock.advance(10_000);
      poll(monitor);
      if (reading == 1) receiver.pushInVain();
    }
    String last = Exposition.of(monitor);
    assertEquals(PushedDeltas.rounded(last), receiver.push());
    Matcher cpu = CPU.matcher(Exposition.normalized(expected));
    if (cpu.find()) assertFalse(last.contains(cpu.group()), "no reading was newer");
  }

  static List<String> tasks() {
    return List.of(
        "docker-cgroup2-stats",
        "docker-no-pids-stats",
        "ec2-awsvpc-cgroup2-pause-only",
        "ec2-awsvpc-docs",
        "ec2-awsvpc-ids-mismatch",
        "ec2-awsvpc-tags-null-stats",
        "ec2-bridge-docs",
        "ec2-task-with-tags-errors",
        "fargate-2019-no-cache",
        "fargate-cgroup1-null-stats",
        "fargate-clockdrift-in-container",
        "fargate-docs",
        "fargate-pv13",
        "fargate-stopped-exit42",
        "local-container-endpoints",
        "malformed-arn",
        "managed-instances-docs",
        "task-minimal",
        "v3-ec2-awsvpc-docs",
        "windows-docker-stats");
  }

  private CannedEndpoint endpoint(String task, String expected) throws IOException {
    CannedEndpoint endpoint = new CannedEndpoint(endpointId(expected));
    endpoint.answer("/task", task(task));
    endpoint.answer("/task/stats", stats(task, expected));
    byte[] container = payloads.find(task + "/container.json");
    if (container != null) endpoint.answer("", container);
    return endpoint;
  }

  private static void poll(TaskMonitor monitor) throws IOException {
    monitor.pollTask();
    monitor.pollStats();
  }

  private static String endpointId(String expected) {
    Matcher id = Pattern.compile("(?m)^## endpoint id: (.*)$").matcher(expected);
    if (!id.find()) throw new IllegalStateException("the expected file names no endpoint id");
    return id.group(1);
  }

  private byte[] task(String task) throws IOException {
    byte[] plain = payloads.find(task + "/task.json");
    return plain != null ? plain : payloads.read(task + "/task-with-tags.json");
  }

  /**
   * The stats of the task; or those of one container, by the id in the expected file's first line;
   * or none.
   */
  private byte[] stats(String task, String expected) throws IOException {
    byte[] ofTask = payloads.find(task + "/task-stats.json");
    if (ofTask != null) return ofTask;
    Matcher single =
        Pattern.compile("^## .*\\{\"(.*)\": container-stats.json\\}").matcher(expected);
    if (!single.find()) return "{}".getBytes(StandardCharsets.UTF_8);
    String container = text(payloads.read(task + "/container-stats.json"));
    return ("{\"" + single.group(1) + "\": " + container + "}").getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }
}
