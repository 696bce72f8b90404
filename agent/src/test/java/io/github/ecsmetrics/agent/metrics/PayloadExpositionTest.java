package io.github.ecsmetrics.agent.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.agent.metadata.CannedEndpoint;
import io.github.ecsmetrics.agent.metadata.FakeClock;
import io.github.ecsmetrics.agent.metadata.Payloads;
import io.github.ecsmetrics.agent.metadata.TaskWatch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The complete exposition of each real task, against a file that was worked out from the JSON
 * without the agent.
 *
 * <p>The lines {@code ## ...} of the files {@code expositions/NAME.txt} are the working. Where a
 * payload has stats but no task, {@code tasks/NAME.json} is one.
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
class PayloadExpositionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
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
        "windows-docker-stats"
      })
  void payloadGivesTheExpositionWorkedOutByHand(String name) throws Exception {
    String expected = resource("/expositions/" + name + ".txt");
    CannedEndpoint endpoint = new CannedEndpoint(endpointId(expected));
    Path folder = Payloads.folder(name);
    endpoint.answer("/task", task(name, folder));
    endpoint.answer("/task/stats", stats(folder, expected));
    if (Files.exists(folder.resolve("container.json"))) {
      endpoint.answer("", Files.readAllBytes(folder.resolve("container.json")));
    }

    TaskWatch watch = endpoint.watch(new FakeClock());
    watch.pollTask();
    watch.pollStats();

    assertEquals(Exposition.normalized(expected), Exposition.of(watch));
  }

  private static String endpointId(String expected) {
    Matcher id = Pattern.compile("(?m)^## endpoint id: (.*)$").matcher(expected);
    if (!id.find()) throw new IllegalStateException("the expected file names no endpoint id");
    return id.group(1);
  }

  private static byte[] task(String name, Path folder) throws IOException {
    for (String file : new String[] {"task.json", "task-with-tags.json"}) {
      if (Files.exists(folder.resolve(file))) return Files.readAllBytes(folder.resolve(file));
    }
    return resource("/tasks/" + name + ".json").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The task's stats, or the one container's under the id that the expected file's first line
   * names, or none.
   */
  private static byte[] stats(Path folder, String expected) throws IOException {
    if (Files.exists(folder.resolve("task-stats.json")))
      return Files.readAllBytes(folder.resolve("task-stats.json"));
    Matcher single =
        Pattern.compile("^## .*\\{\"(.*)\": container-stats.json\\}").matcher(expected);
    if (!single.find()) return "{}".getBytes(StandardCharsets.UTF_8);
    String container = Files.readString(folder.resolve("container-stats.json"));
    return ("{\"" + single.group(1) + "\": " + container + "}").getBytes(StandardCharsets.UTF_8);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = PayloadExpositionTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
