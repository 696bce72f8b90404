package io.github.ecsmetrics.agent.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ecsmetrics.agent.metadata.CannedEndpoint;
import io.github.ecsmetrics.agent.metadata.FakeClock;
import io.github.ecsmetrics.agent.metadata.MetadataException;
import io.github.ecsmetrics.agent.metadata.TaskWatch;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small tasks, one fact each; of the expositions only the metrics that the fact is about. */
class TaskCollectorTest {
  private static final ContainerFilter ALL = new ContainerFilter(List.of(), List.of());

  private final FakeClock clock = new FakeClock();
  private final CannedEndpoint endpoint = new CannedEndpoint("a");
  private final TaskWatch watch = endpoint.watch(clock);

  @Test
  void snapshotsAreMadeOncePerObservation() throws Exception {
    poll("{\"Family\": \"f\"}", "{}");
    TaskCollector collector = new TaskCollector(watch, ALL, "1");
    assertSame(collector.collect(), collector.collect());
    Object before = collector.collect();
    watch.pollStats();
    assertNotSame(before, collector.collect());
  }

  @Test
  void nothingKnownIsSuccessZeroAndTheAgent() {
    assertEquals(
        """
        # TYPE ee_agent_info gauge
        ee_agent_info{version="1.2.3"} 1
        # TYPE ee_ecs_metrics_exporter_success gauge
        ee_ecs_metrics_exporter_success 0
        # TYPE ee_metadata_request_seconds summary
        ee_metadata_request_seconds_count 0
        ee_metadata_request_seconds_sum 0
        """,
        Exposition.of(watch));
  }

  @Test
  void taskSeriesVanishWithTheEndpointAndComeBackWithIt() throws Exception {
    String task = container("a", "web", "RUNNING");
    poll(task, cpu("a", 5000000000L));
    String alive = lines("ee_container_cpu_usage_seconds_total");
    clock.advance(31000);
    endpoint.fail("/task");
    endpoint.fail("/task/stats");
    assertThrows(MetadataException.class, watch::pollTask);
    assertThrows(MetadataException.class, watch::pollStats);
    assertEquals("", lines("container_name"));
    assertEquals("ee_ecs_metrics_exporter_success 0", lines("ee_ecs_metrics_exporter_success"));
    poll(task, cpu("a", 5000000000L));
    assertEquals(alive, lines("ee_container_cpu_usage_seconds_total"));
  }

  @Test
  void stoppedContainerLosesItsUseAndKeepsItsStatus() throws Exception {
    poll(container("a", "web", "STOPPED"), cpu("a", 5000000000L));
    assertEquals(
        """
        ee_container_cpu_usage_seconds_total{container_id="_task_",container_name="_task_",task_family="f",task_revision="1"} 5
        ee_container_status{container_id="a",container_name="web",known="STOPPED",task_family="f",task_revision="1"} 1""",
        lines("ee_container_cpu_usage_seconds_total", "ee_container_status"));
  }

  @Test
  void containerThatIsNotCreatedYetHasAStatusAndNoUse() throws Exception {
    poll(
        task(
            "{\"DockerId\": \"\", \"Name\": \"web\", \"KnownStatus\": \"PULLED\"}"
                + ", {\"DockerId\": \"\", \"Name\": \"web\"}, {\"Name\": \"db\"}, {}"),
        "{}");
    assertEquals(
        """
        ee_container_info{container_id="",container_name="db",task_family="f",task_revision="1"} 1
        ee_container_info{container_id="",container_name="web",task_family="f",task_revision="1"} 1
        ee_container_status{container_id="",container_name="web",known="PULLED",task_family="f",task_revision="1"} 1""",
        lines("ee_container_"));
  }

  @Test
  void twoContainersWithOneIdAreServedOnce() throws Exception {
    poll(
        task("{\"DockerId\": \"a\", \"Name\": \"web\"}, {\"DockerId\": \"a\", \"Name\": \"twin\"}"),
        cpu("a", 1000000000L));
    assertEquals(
        """
        ee_container_cpu_usage_seconds_total{container_id="_task_",container_name="_task_",task_family="f",task_revision="1"} 1
        ee_container_cpu_usage_seconds_total{container_id="a",container_name="web",task_family="f",task_revision="1"} 1""",
        lines("ee_container_cpu_usage_seconds_total"));
  }

  @Test
  void statsWithoutAContainerHaveTheRuntimesName() throws Exception {
    poll(task(""), "{\"b\": {\"name\": \"/ecs-f-1-db\", \"pids_stats\": {\"current\": 3}}}");
    assertEquals(
        """
        ee_container_processes{container_id="b",container_name="ecs-f-1-db",task_family="f",task_revision="1"} 3""",
        lines("ee_container_processes"));
  }

  @Test
  void excludedContainersCountForTheTask() throws Exception {
    poll(
        task(
            "{\"DockerId\": \"a\", \"Name\": \"web\"}, {\"DockerId\": \"b\", \"Name\": \"~internal~ecs~pause\"}"),
        "{\"a\": {\"memory_stats\": {\"usage\": 100}}, \"b\": {\"memory_stats\": {\"usage\": 1}}}");
    assertEquals(
        """
        ee_container_memory_usage_byte{container_id="_task_",container_name="_task_",task_family="f",task_revision="1"} 101
        ee_container_memory_usage_byte{container_id="a",container_name="web",task_family="f",task_revision="1"} 100""",
        lines("ee_container_memory_usage_byte"));
  }

  @Test
  void runningSumSurvivesAContainersEnd() throws Exception {
    poll(
        container("a", "web", "RUNNING"),
        "{" + inner("a", 5000000000L) + "," + inner("b", 2000000000L) + "}");
    poll(container("a", "web", "RUNNING"), "{" + inner("a", 6000000000L) + ",\"b\": null}");
    poll(container("a", "web", "RUNNING"), "{" + inner("a", 1000000000L) + "}");
    assertEquals(
        """
        ee_container_cpu_usage_seconds_total{container_id="_task_",container_name="_task_",task_family="f",task_revision="1"} 9
        ee_container_cpu_usage_seconds_total{container_id="a",container_name="web",task_family="f",task_revision="1"} 1""",
        lines("ee_container_cpu_usage_seconds_total"));
  }

  /**
   * Seen elsewhere: the task's network counted once for each container (newrelic/nri-ecs#3,
   * aws/amazon-ecs-agent#2327).
   */
  @ParameterizedTest
  @CsvSource({
    "awsvpc, EC2, t 30 i 30",
    "bridge, EC2, t 50",
    "host, EC2, ''",
    "none, EC2, ''",
    "nat, EC2, t 50",
    "nat, FARGATE, t 30 i 30",
    "'', fargate, t 30 i 30",
    "'', MANAGED_INSTANCES, t 30 i 30",
    "'', EXTERNAL, t 50",
    "'', '', t 50",
  })
  void networkOfTheTaskFollowsItsMode(String mode, String launchType, String expected)
      throws Exception {
    String networks = "\"Networks\": [{\"NetworkMode\": \"" + mode + "\"}]";
    String task =
        task(
            "{\"DockerId\": \"a\", \"Name\": \"web\", "
                + networks
                + "}, {\"DockerId\": \"b\", \"Name\": \"db\"}");
    poll(
        task.replace("{\"Family\"", "{\"LaunchType\": \"" + launchType + "\", \"Family\""),
        received(30, 20));
    assertEquals(expected, taskNetwork());
  }

  @Test
  void sharedInterfaceCountsOnceAndNeverFalls() throws Exception {
    String task =
        task(
            "{\"DockerId\": \"a\", \"Name\": \"web\", \"Networks\": [{\"NetworkMode\": \"awsvpc\"}]}");
    poll(task, received(30, 20));
    poll(task, received(25, 28));
    assertEquals("t 30 i 30", taskNetwork());
    poll(task, received(31, 28));
    assertEquals("t 31 i 31", taskNetwork());
  }

  private String taskNetwork() {
    return Exposition.of(watch)
        .lines()
        .filter(line -> line.contains("\"_task_\"") && line.contains("_network_"))
        .map(
            line ->
                line.replaceAll("ee_container_network_io_rx_bytes\\{.*} ", "t ")
                    .replaceAll(
                        "ee_container_network_receive_bytes_total\\{.*interface=\"eth1\".*} ",
                        "i "))
        .collect(Collectors.joining(" "));
  }

  private static String received(int a, int b) {
    return "{\"a\": {\"networks\": {\"eth1\": {\"rx_bytes\": "
        + a
        + "}}},"
        + " \"b\": {\"networks\": {\"eth1\": {\"rx_bytes\": "
        + b
        + "}}}}";
  }

  @ParameterizedTest
  @CsvSource({
    "{}, {}, , ",
    "'{\"CPU\": 0, \"Memory\": 0}', '{\"Memory\": 512}', , 536870912",
    "'{\"CPU\": 2}', '{\"Memory\": 512}', , 536870912",
    "'{\"CPU\": 512, \"Memory\": 128}', '{\"Memory\": 512}', 0.5, 134217728",
    "'{\"CPU\": 512, \"Memory\": 128}', {}, 0.5, 134217728",
    "'{\"CPU\": -1, \"Memory\": \"128\"}', '{\"Memory\": null}', , ",
  })
  void containerLimitsAreItsOwnElseTheTasksMemory(
      String own, String task, String cpu, String memory) throws Exception {
    poll(
        task("{\"DockerId\": \"a\", \"Name\": \"web\", \"Limits\": " + own + "}")
            .replace("{\"Family\"", "{\"Limits\": " + task + ", \"Family\""),
        "{}");
    assertEquals(cpu, valueOf("ee_container_cpu_limit"));
    assertEquals(memory, valueOf("ee_container_memory_limit_bytes"));
  }

  /**
   * Seen elsewhere: "No limit" was served as 9.2e18 bytes or 2 CPU shares
   * (prometheus-community/ecs_exporter#35, aws-observability/aws-otel-collector#1368).
   */
  @ParameterizedTest
  @CsvSource({
    "100, 100",
    "0, ",
    "-1, ",
    "9223372036854700000, 9223372036854700000",
    "9223372036854771712, ",
    "9223372036854772000, ",
    "18446744073709551615, ",
    "18446744073709551616, ",
  })
  void limitThatMeansNoneGivesNoSeries(String limit, String served) throws Exception {
    poll(task(""), "{\"b\": {\"pids_stats\": {\"limit\": " + limit + "}}}");
    assertEquals(served, valueOf("ee_container_processes_limit"));
  }

  /** Seen elsewhere: unsigned 64-bit numbers broke the parser (docker-java/docker-java#1965). */
  @ParameterizedTest
  @CsvSource({
    "9007199254740993, 9007199254740990",
    "9223372036854775808, 9223372036854780000",
    "18446744073709551615, 18446744073709600000",
    "18446744073709551616, ",
    "1e3, 1000",
    "-0.0, 0",
    "1e308, ",
    "-1, ",
    "'\"5\"', ",
    "true, ",
    "null, ",
    "[5], ",
    "'{\"usage\": 5}', ",
  })
  void numbersAreUnsigned64Bit(String usage, String served) throws Exception {
    poll(task(""), "{\"b\": {\"memory_stats\": {\"usage\": 7, \"usage\": " + usage + "}}}");
    assertEquals(served, valueOf("ee_container_memory_usage_byte"));
  }

  /**
   * Seen elsewhere: memory with and without caches were taken for each other
   * (aws/amazon-ecs-agent#280).
   */
  @ParameterizedTest
  @CsvSource({
    "'{\"cache\": 30, \"file\": 20}', 70",
    "'{\"file\": 20}', 80",
    "'{\"cache\": null, \"file\": 20}', 80",
    "'{\"cache\": 300}', 0",
    "{}, ",
    "null, ",
  })
  void memoryWithoutCacheIsNeverBelowZeroAndUnknownWithoutACache(String stats, String served)
      throws Exception {
    poll(task(""), "{\"b\": {\"memory_stats\": {\"usage\": 100, \"stats\": " + stats + "}}}");
    assertEquals(served, valueOf("ee_container_memory_usage_without_cache_byte"));
  }

  @Test
  void cpusBeyondThoseOnlineAreLeftOut() throws Exception {
    poll(
        task(""),
        "{\"b\": {\"cpu_stats\": {\"cpu_usage\": {\"percpu_usage\": [1000000000, 0, 0]}, \"online_cpus\": 2}},"
            + " \"c\": {\"cpu_stats\": {\"cpu_usage\": {\"percpu_usage\": [0, 2000000000, 0]}}}}");
    assertEquals(
        """
        ee_container_cpu_core_usage_seconds_total{container_id="b",container_name="",cpu="0",task_family="f",task_revision="1"} 1
        ee_container_cpu_core_usage_seconds_total{container_id="b",container_name="",cpu="1",task_family="f",task_revision="1"} 0
        ee_container_cpu_core_usage_seconds_total{container_id="c",container_name="",cpu="0",task_family="f",task_revision="1"} 0
        ee_container_cpu_core_usage_seconds_total{container_id="c",container_name="",cpu="1",task_family="f",task_revision="1"} 2""",
        lines("ee_container_cpu_core_usage_seconds_total"));
  }

  /** Of the container, not of the task. */
  private String valueOf(String metric) {
    String lines =
        Exposition.of(watch)
            .lines()
            .filter(line -> line.startsWith(metric + "{") && !line.contains("\"_task_\""))
            .collect(Collectors.joining("\n"));
    return lines.isEmpty() ? null : lines.substring(lines.lastIndexOf(' ') + 1);
  }

  private String lines(String... parts) {
    return Exposition.of(watch)
        .lines()
        .filter(line -> !line.startsWith("#") && List.of(parts).stream().anyMatch(line::contains))
        .collect(Collectors.joining("\n"));
  }

  private void poll(String task, String stats) throws MetadataException {
    endpoint
        .answer("", "{\"DockerId\": \"own\"}")
        .answer("/task", task)
        .answer("/task/stats", stats);
    watch.pollTask();
    watch.pollStats();
  }

  private static String task(String containers) {
    return "{\"Family\": \"f\", \"Revision\": \"1\", \"Containers\": [" + containers + "]}";
  }

  private static String container(String id, String name, String status) {
    return task(
        "{\"DockerId\": \""
            + id
            + "\", \"Name\": \""
            + name
            + "\", \"KnownStatus\": \""
            + status
            + "\"}");
  }

  private static String cpu(String id, long nanos) {
    return "{" + inner(id, nanos) + "}";
  }

  private static String inner(String id, long nanos) {
    return "\"" + id + "\": {\"cpu_stats\": {\"cpu_usage\": {\"total_usage\": " + nanos + "}}}";
  }
}
