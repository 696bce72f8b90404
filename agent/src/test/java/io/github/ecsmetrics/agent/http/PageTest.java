package io.github.ecsmetrics.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.agent.net.RequestException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
  /**
   * Two containers. {@code app} used 0.25 s of CPU in the second between its two readings: 0.25 of
   * the task's 0.5 vCPU, whatever its shares are; its working set is 200 - 40 = 160 of 512 MiB.
   * {@code sidecar} used 0.05 s in 0.5 s and has no memory limit of its own: 0.10 of 0.5 vCPU, and
   * 64 of the task's 1024 MiB. Together 0.35 of 0.5 vCPU and 224 of 1024 MiB.
   */
  private static final String TASK =
      """
      {"Cluster": "prod", "TaskARN": "arn:aws:ecs:eu-west-1:111122223333:task/prod/158d",
       "Family": "web", "Revision": "17", "KnownStatus": "RUNNING", "LaunchType": "FARGATE",
       "AvailabilityZone": "eu-west-1a", "Limits": {"CPU": 0.5, "Memory": 1024}, "Containers": [
        {"DockerId": "4e2f", "Name": "NAME", "KnownStatus": "RUNNING",
         "Health": {"status": "HEALTHY"}, "Limits": {"CPU": 256, "Memory": 512}},
        {"DockerId": "5a5a", "Name": "sidecar", "KnownStatus": "RUNNING",
         "Limits": {"CPU": 2, "Memory": 0}, "RestartCount": 3}]}
      """;

  private static final String STATS =
      """
      {"4e2f": {"read": "2026-11-22T00:00:01Z", "preread": "2026-11-22T00:00:00Z",
        "cpu_stats": {"cpu_usage": {"total_usage": 9250000000}},
        "precpu_stats": {"cpu_usage": {"total_usage": 9000000000}},
        "memory_stats": {"usage": 209715200, "stats": {"inactive_file": 41943040}}},
       "5a5a": {"read": "2026-11-22T00:00:00.5Z", "preread": "2026-11-22T00:00:00Z",
        "cpu_stats": {"cpu_usage": {"total_usage": 1050000000}},
        "precpu_stats": {"cpu_usage": {"total_usage": 1000000000}},
        "memory_stats": {"usage": 67108864, "stats": {"inactive_file": 0}}}}
      """;

  @RegisterExtension final ServedExample served = new ServedExample();
  private MetricsServer server;

  @ParameterizedTest
  @ValueSource(strings = {"*/*", "text/plain", "text/html;q=0", ""})
  void terminalsGetText(String accept) throws Exception {
    start("app");
    RawClient.Answer answer = RawClient.get(server.port(), "/", "Accept: " + accept);
    assertEquals("text/plain; charset=utf-8", answer.header("Content-Type"));
    String[] lines = answer.text().split("\n");
    assertEquals("ecs-metrics-agent  web:17", lines[0]);
    assertEquals(
        """
        task family         web
        task revision       17
        task id             158d
        task arn            arn:aws:ecs:eu-west-1:111122223333:task/prod/158d
        cluster             prod
        container name      app
        container id        4e2f
        launch type         FARGATE
        availability zone   eu-west-1a

                    cpu                               memory                            status
        whole task  [#######...] 0.35 of 0.50 vCPU    [##........] 224 of 1024 MiB      RUNNING
        app         [#####.....] 0.25 of 0.50 vCPU    [###.......] 160 of 512 MiB       \
        RUNNING, HEALTHY, this JVM
        sidecar     [##........] 0.10 of 0.50 vCPU    [#.........] 64 of 1024 MiB       \
        RUNNING, 3 restarts
        """,
        String.join("\n", java.util.Arrays.copyOfRange(lines, 2, 16)) + "\n");
    assertTrue(lines[17].matches("JVM heap            \\[[#.]{10}] \\d+ of \\d+ MiB"), lines[17]);
    assertTrue(lines[18].matches("age                 numbers are \\d+ s old"), lines[18]);
    assertEquals("/metrics /task /stats /-/healthy", lines[20]);
  }

  @Test
  void browsersGetHtml() throws Exception {
    start("app");
    RawClient.Answer answer = html();
    assertEquals("text/html; charset=utf-8", answer.header("Content-Type"));
    String html = answer.text();
    assertTrue(html.contains("<title>web:17</title>"), html);
    assertTrue(
        html.contains(
            "<tr><th scope=\"row\">app</th><td data-label=\"CPU\"><meter max=\"100\" low=\"70\" high=\"90\""
                + " optimum=\"0\" value=\"50\"></meter>0.25 of 0.50 vCPU</td><td"
                + " data-label=\"memory\"><meter"
                + " max=\"100\" low=\"70\" high=\"90\" optimum=\"0\" value=\"31\"></meter>160 of"
                + " 512 MiB</td><td data-label=\"status\">RUNNING, HEALTHY, this JVM</td></tr>"),
        html);
    assertFalse(html.contains("<script") || html.contains("http://"), html);
  }

  @Test
  void policyAllowsTheStyleAndNothingElse() throws Exception {
    start("app");
    RawClient.Answer answer = html();
    String text = answer.text();
    String style = text.substring(text.indexOf("<style>") + 7, text.indexOf("</style>"));
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    byte[] hash = sha256.digest(style.getBytes(StandardCharsets.UTF_8));
    assertEquals(
        "default-src 'none'; style-src 'sha256-"
            + Base64.getEncoder().encodeToString(hash)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        answer.header("Content-Security-Policy"));
    assertFalse(text.contains("style=\""), text);
  }

  @Test
  void hostileNamesStayText() throws Exception {
    start("</th><script>alert(1)</script>&\\u001b[2J'\\\"\\u202e");
    String html = html().text();
    assertTrue(
        html.contains(
            "<th scope=\"row\">&lt;/th&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;?[2J&#39;&quot;?"
                + "</th>"),
        html);
    assertFalse(html.contains("<script"), html);
    String text = RawClient.get(server.port(), "/").text();
    assertTrue(text.contains("</th><script>alert(1)</script>&?[2J'\"?  ["), text);
  }

  @Test
  void nothingKnownIsSaid() throws Exception {
    server = served.serve("raw.endpoints=false");
    String text = RawClient.get(server.port(), "/").text();
    assertTrue(
        text.matches(
            """
            ecs-metrics-agent

            JVM heap            \\[[#.]{10}] \\d+ of \\d+ MiB
            age                 no numbers yet: the task metadata endpoint has not answered

            /metrics /-/healthy
            """),
        text);
    assertTrue(html().text().contains("no numbers yet"));
  }

  @Test
  void containersWithoutNumbersAreListed() throws Exception {
    served.task = TASK.replace("NAME", "app").getBytes(StandardCharsets.UTF_8);
    served.stats = "{\"4e2f\": null}".getBytes(StandardCharsets.UTF_8);
    server = served.polled().serve();
    String text = RawClient.get(server.port(), "/").text();
    assertTrue(text.contains("app         unknown "), text);
    assertTrue(text.contains("age                 asked "), text);
  }

  /** Seen elsewhere: a container's shares were taken for a limit (DataDog/datadog-agent#8253). */
  @ParameterizedTest
  @CsvSource({
    "'\"Limits\": {\"CPU\": 0.5, \"Memory\": 1024}', 0.25 of 0.50 vCPU",
    "'\"Limits\": {\"CPU\": 0, \"Memory\": 0}', 0.25 vCPU",
    "'\"Limits\": {}', 0.25 vCPU",
  })
  void sharesOfTheCpuAreNoLimit(String limits, String cpu) throws Exception {
    served.task =
        TASK.replace("NAME", "app")
            .replace("\"Limits\": {\"CPU\": 0.5, \"Memory\": 1024}", limits)
            .replace("256", "10")
            .getBytes(StandardCharsets.UTF_8);
    served.stats = STATS.getBytes(StandardCharsets.UTF_8);
    server = served.polled().serve();
    String app = line("app ");
    assertTrue(app.contains(cpu + "  "), app);
    assertFalse(app.contains("0.01"), app);
  }

  @ParameterizedTest
  @CsvSource({"'\"Revision\": \"17\",', ''", "'\"Family\": \"web\",', '  web'", "'', ''"})
  void whatIsNotKnownOfTheNameIsLeftOut(String known, String title) throws Exception {
    served.task =
        TASK.replace("\"Family\": \"web\", \"Revision\": \"17\",", known)
            .getBytes(StandardCharsets.UTF_8);
    served.stats = STATS.getBytes(StandardCharsets.UTF_8);
    server = served.polled().serve();
    String text = RawClient.get(server.port(), "/").text();
    assertEquals("ecs-metrics-agent" + title, text.substring(0, text.indexOf('\n')));
    assertFalse(text.contains("null"), text);
    String html = html().text();
    String heading = title.isEmpty() ? "ecs-metrics-agent" : title.trim();
    assertTrue(html.contains("<h1>" + heading + "</h1>"), html);
    assertFalse(html.contains("null"), html);
  }

  @Test
  void containersWithoutSeriesAreNotListedAndCountInTheTask() throws Exception {
    served.task = TASK.replace("NAME", "~internal~ecs~pause").getBytes(StandardCharsets.UTF_8);
    served.stats = STATS.getBytes(StandardCharsets.UTF_8);
    server = served.polled().serve();
    String text = RawClient.get(server.port(), "/").text();
    assertTrue(text.contains("0.35 of 0.50 vCPU"), text);
    assertTrue(text.contains("sidecar "), text);
    assertFalse(text.contains(", this JVM"), text);
    assertFalse(html().text().contains("<th scope=\"row\">~internal"));
  }

  /** 78 ticks of 15.625 ms in 10 s, in nanoseconds: 0.12, not 12.19 vCPU. */
  @Test
  void windowsOnFargateIsShownAsItsSeriesAre() throws Exception {
    served.task = TASK.replace("NAME", "iis").getBytes(StandardCharsets.UTF_8);
    served.stats =
        """
        {"4e2f": {"read": "2026-01-01T00:00:10Z", "preread": "2026-01-01T00:00:00Z", "num_procs": 0,
          "cpu_stats": {"cpu_usage": {"total_usage": 62500000000}},
          "precpu_stats": {"cpu_usage": {"total_usage": 61281250000}},
          "memory_stats": {"usage": 268435456, "privateworkingset": 134217728}}}
        """
            .getBytes(StandardCharsets.UTF_8);
    server = served.polled().serve();
    String iis = line("iis ");
    assertTrue(iis.contains("0.12 of 0.50 vCPU"), iis);
    assertTrue(iis.contains("128 of 512 MiB"), iis);
  }

  private String line(String begin) throws IOException {
    String text = RawClient.get(server.port(), "/").text();
    return text.lines().filter(line -> line.startsWith(begin)).findFirst().orElse(text);
  }

  private void start(String containerName) throws RequestException {
    served.task = TASK.replace("NAME", containerName).getBytes(StandardCharsets.UTF_8);
    served.stats = STATS.getBytes(StandardCharsets.UTF_8);
    server = served.polled().serve();
  }

  private RawClient.Answer html() throws IOException {
    String accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    return RawClient.get(server.port(), "/", "Accept: " + accept);
  }
}
