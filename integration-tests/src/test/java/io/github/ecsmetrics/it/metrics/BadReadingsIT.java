package io.github.ecsmetrics.it.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Waiting;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The endpoint reports two containers, and one of them wrongly once: the usage of the task neither
 * falls nor doubles, in between and afterwards.
 *
 * <p>Seen elsewhere: empty and old numbers between good ones (moby/moby#28026, moby/moby#16389,
 * google/cadvisor#946, aws/amazon-ecs-agent#4295), counters that fall a little
 * (prometheus-community/windows_exporter#1383, kubernetes/kubernetes#95970).
 */
class BadReadingsIT {
  private static final String TASK =
      """
      {"Family": "web", "Revision": "3", "KnownStatus": "RUNNING", "Containers": [
        {"DockerId": "a", "Name": "app", "KnownStatus": "RUNNING", "StartedAt": "2026-11-21T00:00:00Z",
         "Networks": [{"NetworkMode": "bridge"}]},
        {"DockerId": "b", "Name": "proxy", "KnownStatus": "RUNNING", "StartedAt": "2026-11-21T00:00:00Z",
         "Networks": [{"NetworkMode": "bridge"}]}]}
      """;

  private static final String READING =
      """
      {"read": "%s", "cpu_stats": {"cpu_usage": {"total_usage": %s}}, "memory_stats": {},
       "networks": {"eth0": {"rx_bytes": %s}},
       "blkio_stats": {"io_service_bytes_recursive": [{"major": 8, "minor": 0, "op": "read", "value": %s}]}}
      """;

  private static final String[] METRICS = {
    "ee_container_block_io_read_bytes",
    "ee_container_cpu_usage_seconds_total",
    "ee_container_network_io_rx_bytes"
  };

  /** The bad reading: its time, nanoseconds of CPU, bytes received, bytes read. */
  @ParameterizedTest
  @CsvSource({
    "0001-01-01T00:00:00Z, 0, 0, 0",
    "2026-11-22T00:00:10Z, 99990000000, 4999, 8999",
    "2026-11-21T23:00:00Z, 40000000000, 2000, 3000",
  })
  void taskHasUsedWhatItsContainersHave(String readAt, String cpu, String received, String read)
      throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.empty("a").json("/task", TASK)) {
      say(endpoint, reading("2026-11-22T00:00:00Z", "100000000000", "5000", "9000"));
      try (RunningJvm jvm =
          JvmCommand.of(Waiting.class).endpoint(endpoint).agent("interval=200ms").start()) {
        jvm.awaitSuccess();
        assertEquals("9070 107 5070", ofTask(jvm));

        say(endpoint, reading(readAt, cpu, received, read));
        awaitPolls(jvm, endpoint);
        assertEquals("9070 107 5070", ofTask(jvm));

        say(endpoint, reading("2026-11-22T00:00:20Z", "100200000000", "5200", "9200"));
        awaitPolls(jvm, endpoint);
        assertEquals("9270 107.2 5270", ofTask(jvm));
        assertEquals("", jvm.stderr());
      }
    }
  }

  private static String reading(String readAt, String cpu, String received, String read) {
    return String.format(READING, readAt, cpu, received, read);
  }

  private static void say(MetadataEndpoint endpoint, String ofApp) {
    String ofProxy = reading("2026-11-22T00:00:00Z", "7000000000", "70", "70");
    endpoint.json("/task/stats", "{\"a\": " + ofApp + ", \"b\": " + ofProxy + "}");
  }

  /** The first of them may have been under way before; of the second the answer is in use. */
  private static void awaitPolls(RunningJvm jvm, MetadataEndpoint endpoint) throws Exception {
    int before = endpoint.requests("/task/stats");
    jvm.await(() -> endpoint.requests("/task/stats") >= before + 3, "three polls");
  }

  private static String ofTask(RunningJvm jvm) throws Exception {
    String metrics = jvm.get("/metrics").text();
    StringBuilder values = new StringBuilder();
    for (String metric : METRICS) {
      String line =
          metrics
              .lines()
              .filter(each -> each.startsWith(metric + "{") && each.contains("\"_task_\""))
              .collect(Collectors.joining());
      values.append(values.length() == 0 ? "" : " ");
      values.append(plain(line.substring(line.lastIndexOf(' ') + 1)));
    }
    return values.toString();
  }

  private static String plain(String value) {
    return new java.math.BigDecimal(value).stripTrailingZeros().toPlainString();
  }
}
