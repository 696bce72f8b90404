package io.github.ecsmetrics.agent.metrics;

import static io.github.ecsmetrics.agent.metrics.ExampleTask.container;
import static io.github.ecsmetrics.agent.metrics.ExampleTask.cpu;
import static io.github.ecsmetrics.agent.metrics.ExampleTask.stats;
import static io.github.ecsmetrics.agent.metrics.ExampleTask.task;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerMetricsTest {
  private final ExampleTask example = new ExampleTask();

  @Test
  void stoppedContainerLosesItsUseAndKeepsItsStatus() throws Exception {
    example.poll(container("a", "web", "STOPPED"), stats(cpu("a", 5000000000L)));
    assertEquals(
        """
        ee_container_cpu_usage_seconds_total{container_id="_task_",container_name="_task_",task_family="f",task_revision="1"} 5
        ee_container_status{container_id="a",container_name="web",known="STOPPED",task_family="f",task_revision="1"} 1""",
        example.lines("ee_container_cpu_usage_seconds_total", "ee_container_status"));
  }

  @Test
  void containerThatIsNotCreatedYetHasAStatusAndNoUse() throws Exception {
    example.poll(
        task(
            "{\"DockerId\": \"\", \"Name\": \"web\", \"KnownStatus\": \"PULLED\"}"
                + ", {\"DockerId\": \"\", \"Name\": \"web\"}, {\"Name\": \"db\"}, {}"),
        "{}");
    assertEquals(
        """
        ee_container_info{container_id="",container_name="db",task_family="f",task_revision="1"} 1
        ee_container_info{container_id="",container_name="web",task_family="f",task_revision="1"} 1
        ee_container_status{container_id="",container_name="web",known="PULLED",task_family="f",task_revision="1"} 1""",
        example.lines("ee_container_"));
  }

  @ParameterizedTest
  @CsvSource({
    "{}, {}, , ",
    "'{\"CPU\": 0, \"Memory\": 0}', '{\"Memory\": 512}', , 536870912",
    "'{\"CPU\": 2}', '{\"Memory\": 512}', , 536870912",
    "'{\"CPU\": 1}', '{\"Memory\": 512}', , 536870912",
    "'{\"CPU\": 3}', '{\"Memory\": 0}', 0.0029296875, ",
    "'{\"CPU\": 0, \"Memory\": 0}', '{\"CPU\": 0, \"Memory\": 0}', , ",
    "'{\"CPU\": 512, \"Memory\": 128}', '{\"Memory\": 512}', 0.5, 134217728",
    "'{\"CPU\": 512, \"Memory\": 128}', {}, 0.5, 134217728",
    "'{\"CPU\": -1, \"Memory\": \"128\"}', '{\"Memory\": null}', , ",
  })
  void containerLimitsAreItsOwnElseTheTasksMemory(
      String own, String task, String cpu, String memory) throws Exception {
    example.poll(
        task("{\"DockerId\": \"a\", \"Name\": \"web\", \"Limits\": " + own + "}")
            .replace("{\"Family\"", "{\"Limits\": " + task + ", \"Family\""),
        "{}");
    assertEquals(cpu, example.valueOf("ee_container_cpu_limit"));
    assertEquals(memory, example.valueOf("ee_container_memory_limit_bytes"));
  }

  /** 0 would make every rule that divides by it infinite. */
  @ParameterizedTest
  @CsvSource({"0, 0", "0, ", ", 0", "-1, -1"})
  void taskLimitsOfZeroAreNone(String cpu, String memory) throws Exception {
    String limits = "{\"CPU\": " + cpu + ", \"Memory\": " + memory + "}";
    example.poll(task("").replace("{\"Family\"", "{\"Limits\": " + limits + ", \"Family\""), "{}");
    assertEquals("", example.lines("ee_task_cpu_limit", "ee_task_memory_limit_byte"));
  }
}
