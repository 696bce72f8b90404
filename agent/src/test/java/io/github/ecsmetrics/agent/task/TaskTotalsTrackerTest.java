package io.github.ecsmetrics.agent.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.agent.metadata.ContainerStat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Seen elsewhere: Docker gives an empty object with a zero time for a container that it could not
 * read (moby/moby#28026, moby/moby#16389, google/cadvisor#946), and old numbers after new ones
 * (aws/amazon-ecs-agent#4295).
 */
class TaskTotalsTrackerTest {
  private static final double NONE = Double.NaN;

  private final TaskReadings task = new TaskReadings();

  @ParameterizedTest
  @ValueSource(strings = {TaskReadings.EMPTY, "null", "{}"})
  void readingThatWasNeverTakenIsNone(String reading) throws Exception {
    task.says("a", 0, 100).says("b", 0, 7).poll();
    task.says("a", reading).says("b", 10, 7).poll();
    assertEquals(NONE, task.cpuOf("a"));
    assertEquals(107, task.cpuOfTask());
    task.says("a", 20, 100.2).says("b", 20, 7).poll();
    assertEquals(100.2, task.cpuOf("a"));
    assertEquals(107.2, task.cpuOfTask());
  }

  @Test
  void olderNumbersGiveWayToTheNewest() throws Exception {
    task.says("a", 0, 100).says("b", 0, 7).poll();
    task.says("a", -20, 40).poll();
    assertEquals(100, task.cpuOf("a"));
    assertEquals(107, task.cpuOfTask());
    task.says("a", 20, 100.2).poll();
    assertEquals(100.2, task.cpuOf("a"));
    assertEquals(107.2, task.cpuOfTask());
  }

  @Test
  void newestNumbersAreForgottenWhenOlderOnesFollowForThreeIntervals() throws Exception {
    task.says("a", 0, 100).poll();
    for (int i = 0; i < 3; i++) task.says("a", -20, 40).poll();
    assertEquals(100, task.cpuOf("a"));
    task.poll();
    assertEquals(NONE, task.cpuOf("a"));
    assertEquals(100, task.cpuOfTask());
  }

  @Test
  void numbersGoOnAfterTheClockWasSetBack() throws Exception {
    task.says("a", 0, 100).poll();
    for (int i = 1; i <= 3; i++) task.says("a", -3600 + 10 * i, 100 + i).poll();
    assertEquals(100, task.cpuOf("a"));
    task.says("a", -3560, 104).poll();
    assertEquals(104, task.cpuOf("a"));
    assertEquals(104, task.cpuOfTask());
    task.says("a", -3550, 5).poll();
    assertEquals(109, task.cpuOfTask());
  }

  @Test
  void smallFallIsNoRestart() throws Exception {
    task.says("a", 0, 100).says("b", 0, 7).poll();
    task.says("a", 10, 99.99).poll();
    assertEquals(107, task.cpuOfTask());
  }

  @ParameterizedTest
  @CsvSource({
    "'\"StartedAt\": \"%s\"', 5.9",
    "'\"RestartCount\": 1', 5.9",
    "'\"KnownStatus\": \"RUNNING\"', 3"
  })
  void smallFallIsARestartIfTheTaskSaysSo(String said, double total) throws Exception {
    task.lists("a", "\"StartedAt\": \"" + task.time(-100) + "\", \"RestartCount\": 0");
    task.says("a", 0, 3).poll();
    task.lists("a", String.format(said, task.time(5)));
    task.says("a", 10, 2.9).poll();
    assertEquals(total, task.cpuOfTask(), 1e-9);
  }

  @Test
  void restartOfTheCpuIsARestartOfAllThatFell() throws Exception {
    task.says("a", reading(0, 100, 5000, 1000)).poll();
    task.says("a", reading(10, 1, 4000, 1000)).poll();
    assertEquals(9000, task.ofTask(ContainerStat.NETWORK_RECEIVED));
    assertEquals(1000, task.ofTask(ContainerStat.BLOCK_READ));
  }

  @Test
  void endpointsReadingInBetweenTellsOfARestart() throws Exception {
    String precpu =
        ", \"preread\": \"%s\", \"precpu_stats\": {\"cpu_usage\": {\"total_usage\": 1000000000}}";
    task.says("a", 0, 3).poll();
    task.says(
            "a",
            "{"
                + task.read(10)
                + ", "
                + TaskReadings.cpu(2.9)
                + String.format(precpu, task.time(9))
                + "}")
        .poll();
    assertEquals(5.9, task.cpuOfTask(), 1e-9);
  }

  @Test
  void interfaceOrDeviceThatIsLeftOutKeepsItsLastValue() throws Exception {
    task.says("a", reading(0, 1, 5000, 1000)).poll();
    task.says("a", 10, 2).poll();
    assertEquals(5000, task.ofTask(ContainerStat.NETWORK_RECEIVED));
    task.says("a", reading(20, 3, 5001, 1002)).poll();
    assertEquals(5001, task.ofTask(ContainerStat.NETWORK_RECEIVED));
    assertEquals(1002, task.ofTask(ContainerStat.BLOCK_READ));
  }

  @Test
  void deviceThatLeavesHidesNoGrowthOfOthers() throws Exception {
    task.says("a", devices(0, "8, 100", "9, 5000")).poll();
    task.says("a", devices(10, "8, 300")).poll();
    assertEquals(5300, task.ofTask(ContainerStat.BLOCK_READ));
  }

  /** The task lists it as before. */
  @Test
  void containerThatIsSilentCountsWithItsLastMemoryUntilThatIsTooOld() throws Exception {
    task.lists("a", "").lists("b", "");
    task.says("a", memory(300, 100)).says("b", memory(50, 10)).poll();
    task.says("a", "null");
    for (int i = 0; i < 3; i++) {
      task.poll();
      assertEquals(350, task.ofTask(ContainerStat.MEMORY));
      assertEquals(240, task.ofTask(ContainerStat.MEMORY_WORKING_SET));
    }
    task.poll();
    assertEquals(NONE, task.ofTask(ContainerStat.MEMORY));
    task.says("a", memory(310, 100)).poll();
    assertEquals(360, task.ofTask(ContainerStat.MEMORY));
  }

  @ParameterizedTest
  @CsvSource({"STOPPED, 50", "RUNNING, 350"})
  void containerThatStoppedUsesNothing(String status, double memory) throws Exception {
    task.lists("a", "").lists("b", "");
    task.says("a", memory(300, 100)).says("b", memory(50, 10)).poll();
    task.lists("a", "\"KnownStatus\": \"" + status + "\"").pollTask();
    assertEquals(memory, task.ofTask(ContainerStat.MEMORY));
  }

  @Test
  void containerThatLeftTheTaskUsesNothing() throws Exception {
    task.says("a", memory(300, 100)).says("b", memory(50, 10)).poll();
    task.says("a", (String) null).poll();
    assertEquals(50, task.ofTask(ContainerStat.MEMORY));
  }

  @Test
  void containerCountsFromItsFirstNumbersOn() throws Exception {
    task.lists("a", "").lists("b", "");
    task.says("a", memory(300, 100)).says("b", "null").poll();
    assertEquals(300, task.ofTask(ContainerStat.MEMORY));
    task.says("b", memory(50, 10)).poll();
    assertEquals(350, task.ofTask(ContainerStat.MEMORY));
  }

  @Test
  void sumIsOverAllContainersOrUnknown() throws Exception {
    task.says("a", memory(300, 100))
        .says("b", "{\"memory_stats\": {\"usage\": 50, \"stats\": {}}}")
        .poll();
    assertEquals(350, task.ofTask(ContainerStat.MEMORY));
    assertEquals(NONE, task.ofTask(ContainerStat.MEMORY_WORKING_SET));
    task.says("b", "{\"memory_stats\": {}, " + TaskReadings.cpu(1) + "}").poll();
    assertEquals(NONE, task.ofTask(ContainerStat.MEMORY));
  }

  private static String memory(int usage, int inactive) {
    return "{\"memory_stats\": {\"usage\": "
        + usage
        + ", \"stats\": {\"inactive_file\": "
        + inactive
        + "}}}";
  }

  private String reading(double readAt, double cpu, int received, int blockRead) {
    return "{"
        + task.read(readAt)
        + ", "
        + TaskReadings.cpu(cpu)
        + ", \"networks\": {\"eth0\": {\"rx_bytes\": "
        + received
        + "}}, \"blkio_stats\": {\"io_service_bytes_recursive\": [{\"major\": 8, \"minor\": 0, \"op\": \"Read\", \"value\": "
        + blockRead
        + "}]}}";
  }

  private String devices(double readAt, String... minorsAndValues) {
    StringBuilder entries = new StringBuilder();
    for (String each : minorsAndValues) {
      String[] parts = each.split(", ");
      entries.append(entries.length() == 0 ? "" : ", ");
      entries.append("{\"major\": 8, \"minor\": ").append(parts[0]);
      entries.append(", \"op\": \"Read\", \"value\": ").append(parts[1]).append("}");
    }
    return "{"
        + task.read(readAt)
        + ", \"blkio_stats\": {\"io_service_bytes_recursive\": ["
        + entries
        + "]}}";
  }
}
