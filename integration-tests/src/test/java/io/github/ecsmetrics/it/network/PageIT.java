package io.github.ecsmetrics.it.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Program;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page at {@code /} in a browser. */
class PageIT {
  private static final String ATTACK =
      "</th><script>document.title='taken'</script><img src=x onerror=\\\"document.title='taken'\\\">";

  @TempDir Path folder;

  @Test
  void hostileContainerNameIsTextInABrowser() throws Exception {
    Path chromium = Program.onPath("chromium");
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      String task = MetadataEndpoint.resource("/endpoint/fargate/task.json");
      assertTrue(task.contains("\"envoy\""), task);
      endpoint.json("/task", task.replace("\"envoy\"", '"' + ATTACK + '"'));
      try (RunningJvm jvm =
          JvmCommand.of(Waiting.class).endpoint(endpoint).agentByEnvironment().start()) {
        jvm.awaitSuccess();
        Path screenshot = folder.resolve("page.png");
        Finished browser =
            JvmCommand.tool(chromium)
                .options("--headless", "--no-sandbox", "--disable-gpu", "--dump-dom")
                .options("--user-data-dir=" + folder, "--screenshot=" + screenshot)
                .options("--virtual-time-budget=2000")
                .arguments("http://127.0.0.1:" + jvm.port() + "/")
                .run();
        String dom = browser.stdout();
        assertTrue(dom.contains("<title>orders:7</title>"), dom + browser.stderr());
        assertTrue(dom.contains("&lt;/th&gt;&lt;script&gt;document.title='taken'"), dom);
        assertFalse(dom.contains("<script"), dom);
        assertFalse(dom.contains("<img"), dom);
        assertTrue(dom.contains("<th scope=\"row\">app</th>"), dom);
        assertEquals("", jvm.stderr());
        assertTrue(Files.size(screenshot) > 10_000);
      }
    }
  }

  /** The first request of the page creates the collectors, as a scrape does. */
  @Test
  void jvmIsShownBeforeAnyScrape() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of(Waiting.class).endpoint(endpoint).agentByEnvironment().start()) {
      String page = jvm.get("/").text();
      assertTrue(
          Pattern.compile(
                  """
                  ^JVM memory          \\[[hmcdno.]{32}] heap \\d+ MiB, metaspace \\d+ MiB, .*
                  CPU wait            \\d+\\.\\d\\d s in the last \\d+ s
                  GC time             \\d+\\.\\d\\d s in the last \\d+ s
                  threads             \\d+
                  uptime              \\d+ s
                  age\\s+""",
                  Pattern.MULTILINE)
              .matcher(page)
              .find(),
          page);
      assertEquals("", jvm.stderr());
    }
  }

  @Test
  void jvmIsNotShownWithoutItsMetrics() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of(Waiting.class)
                .endpoint(endpoint)
                .agentByEnvironment("jvm.metrics=false")
                .start()) {
      String page = jvm.get("/").text();
      assertFalse(page.contains("JVM memory") || page.contains("uptime"), page);
      assertTrue(page.contains("JVM heap"), page);
    }
  }

  /** A container of 10 CPU shares in a task on EC2 that has no limits, and its pause container. */
  @Test
  void ec2TaskIsShownWithoutSharesAndPauseContainers() throws Exception {
    String task =
        """
        {"Family": "orders", "Revision": "7", "KnownStatus": "RUNNING", "LaunchType": "EC2",
         "Limits": {"CPU": 0, "Memory": 0}, "Containers": [
          {"DockerId": "4e2f", "Name": "app", "KnownStatus": "RUNNING", "Type": "NORMAL",
           "Limits": {"CPU": 10, "Memory": 0}},
          {"DockerId": "5a5a", "Name": "~internal~ecs~pause", "Type": "CNI_PAUSE",
           "KnownStatus": "RESOURCES_PROVISIONED"}]}
        """;
    String stats =
        """
        {"4e2f": {"read": "2026-11-22T00:00:01Z", "preread": "2026-11-22T00:00:00Z",
          "cpu_stats": {"cpu_usage": {"total_usage": 9400000000}},
          "precpu_stats": {"cpu_usage": {"total_usage": 9000000000}}}}
        """;
    try (MetadataEndpoint endpoint = MetadataEndpoint.empty("4e2f")) {
      endpoint.json("/task", task).json("/task/stats", stats);
      try (RunningJvm jvm =
          JvmCommand.of(Waiting.class).endpoint(endpoint).agentByEnvironment().start()) {
        String metrics = jvm.awaitSuccess();
        assertFalse(metrics.contains("ee_task_cpu_limit"), metrics);
        assertFalse(metrics.contains("memory_limit_byte"), metrics);
        String page = jvm.get("/").text();
        assertTrue(page.contains("\napp         0.40 vCPU  "), page);
        assertFalse(page.contains("pause"), page);
      }
      JvmCommand excluding = JvmCommand.of(Waiting.class).endpoint(endpoint);
      try (RunningJvm jvm = excluding.agentByEnvironment("containers.exclude=app").start()) {
        jvm.awaitSuccess();
        String page = jvm.get("/").text();
        assertTrue(page.contains("\nwhole task           0.40 vCPU  "), page);
        assertTrue(page.contains("\n~internal~ecs~pause  unknown"), page);
        assertFalse(page.contains("\napp "), page);
      }
    }
  }
}
