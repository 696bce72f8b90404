package io.github.ecsmetrics.agent.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.agent.kernel.KernelFile;
import io.github.ecsmetrics.agent.kernel.OwnCgroups;
import io.github.ecsmetrics.agent.task.CannedEndpoint;
import io.github.ecsmetrics.agent.task.FakeClock;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import java.io.File;
import org.junit.jupiter.api.Test;

/** A MiB is 1048576 bytes. */
class ContainerMemoryTest {
  private static final double MIB = 1048576;
  private static final String NO_LIMIT = "{}";

  /** The own container has 300 MB of which 50 are inactive cache; another has 200 MB. */
  private static final String STATS =
      "{\"id-1\": {\"read\": \"2026-11-26T01:00:00Z\", \"memory_stats\": {\"usage\": 300000000,"
          + " \"stats\": {\"inactive_file\": 50000000}}},"
          + " \"id-2\": {\"read\": \"2026-11-26T01:00:00Z\", \"memory_stats\": {\"usage\": 200000000,"
          + " \"stats\": {\"inactive_file\": 0}}}}";

  @Test
  void limitOfTheControlGroupCountsWithoutAnEndpoint() throws Exception {
    assertMemory("v2", NO_LIMIT, NO_LIMIT, 536870912, 536870912 - 289415168);
  }

  /** Of the slice of the task, which has 897 MB in use. */
  @Test
  void limitOfAGroupAboveCountsWithItsOwnMemory() throws Exception {
    assertMemory("v2-host", NO_LIMIT, NO_LIMIT, 1073741824, 1073741824 - 897000000);
  }

  @Test
  void smallerLimitOfTheContainerCountsWithTheMemoryOfTheGroup() throws Exception {
    assertMemory("v2", "{\"Memory\": 400}", NO_LIMIT, 400 * MIB, 400 * MIB - 289415168);
  }

  @Test
  void largerLimitOfTheContainerDoesNot() throws Exception {
    assertMemory("v2", "{\"Memory\": 600}", NO_LIMIT, 536870912, 536870912 - 289415168);
  }

  @Test
  void workingSetCountsWhereTheGroupCannotBeSeen() throws Exception {
    assertMemory("none", "{\"Memory\": 400}", NO_LIMIT, 400 * MIB, 400 * MIB - 250000000);
  }

  @Test
  void limitOfTheTaskCountsWithAllItsContainers() throws Exception {
    assertMemory("none", NO_LIMIT, "{\"Memory\": 512}", 512 * MIB, 512 * MIB - 450000000);
    assertMemory("v2", NO_LIMIT, "{\"Memory\": 512}", 512 * MIB, 512 * MIB - 450000000);
  }

  @Test
  void withoutALimitThereIsNone() throws Exception {
    assertMemory("none", NO_LIMIT, NO_LIMIT, Double.NaN, Double.NaN);
  }

  private static void assertMemory(
      String root, String containerLimits, String taskLimits, double limit, double headroom)
      throws Exception {
    TaskMonitor monitor =
        new CannedEndpoint("id-1")
            .answer(
                "/task",
                "{\"Family\": \"basket\", \"Limits\": "
                    + taskLimits
                    + ", \"Containers\": [{\"DockerId\": \"id-1\", \"Name\": \"web\", \"Limits\": "
                    + containerLimits
                    + "}, {\"DockerId\": \"id-2\", \"Name\": \"log\"}]}")
            .answer("/task/stats", STATS)
            .monitor(new FakeClock());
    monitor.pollTask();
    monitor.pollStats();
    OwnCgroups groups = OwnCgroups.find(new File("src/test/resources/linux/" + root));
    ContainerMemory memory = new ContainerMemory(monitor, groups.memory(), new KernelFile());
    memory.read();
    assertEquals(limit, memory.limit());
    assertEquals(headroom, memory.headroom());
  }
}
