package io.github.ecsmetrics.agent.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Seen elsewhere: restarted containers made counters fall (prometheus-community/ecs_exporter#87,
 * aws/amazon-ecs-agent#4206); counters that fell without a restart
 * (prometheus-community/windows_exporter#1383, kubernetes/kubernetes#95970) or were 0 for one
 * reading (google/cadvisor#946).
 */
class RestartingCounterTest {
  private static final double NONE = Double.NaN;

  private final RestartingCounter counter = new RestartingCounter();

  @ParameterizedTest
  @CsvSource({
    "100, 100",
    "100 130, 130",
    "100 100, 100",
    // Restarts.
    "100 7, 107",
    "100 7 9, 109",
    "100 0, 100",
    "100 0 7, 107",
    "100 7 0.5, 107.5",
    "100 49.9, 149.9",
    // Bad readings.
    "100 99.99, 100",
    "100 99.99 100.2, 100.2",
    "6939.3281 6939.3125 6939.3125 6939.5, 6939.5",
    "100 0 100.2, 100.2",
    "100 0 0 0 99.99 100.2, 100.2",
    "100 50, 100",
  })
  void fallIsARestartOnlyIfItIsDeep(String values, double total) {
    for (String value : values.split(" ")) observe(Double.parseDouble(value));
    assertEquals(total, counter.total());
  }

  @Test
  void smallFallIsARestartIfTheContainerStartedInBetween() {
    counter.observe(3, 3, 1000, 900, NONE);
    assertTrue(counter.observe(2.9, 2.9, 1010, 1005, NONE));
    assertEquals(5.9, counter.total());
    counter.observe(2.8, 2.8, 1020, 1005, NONE);
    assertEquals(5.9, counter.total());
  }

  @Test
  void startThatIsKnownAfterTheFallCountsToo() {
    counter.observe(3, 3, 1000, 900, NONE);
    counter.observe(2.5, 2.5, 1010, 900, NONE);
    assertEquals(3, counter.total());
    counter.observe(2.9, 2.9, 1020, 1005, NONE);
    assertEquals(5.9, counter.total());
  }

  @Test
  void startThatIsKnownAfterADeepFallCountsOnce() {
    counter.observe(100, 100, 1000, 900, NONE);
    counter.observe(5, 5, 1010, 900, NONE);
    counter.observe(4.9, 4.9, 1020, 1005, NONE);
    assertEquals(105, counter.total());
  }

  @Test
  void numbersFromBeforeTheStartAreOfTheRunBefore() {
    counter.observe(3, 3, 1000, 900, 0);
    counter.observe(2.9, 2.9, 1004, 1005, 1);
    assertEquals(3, counter.total());
    counter.observe(2.8, 2.8, 1014, 1005, 1);
    assertEquals(5.8, counter.total());
  }

  @Test
  void smallFallIsARestartIfTheRestartsWereMore() {
    counter.observe(3, 3, NONE, NONE, 0);
    counter.observe(2.9, 2.9, NONE, NONE, 1);
    assertEquals(5.9, counter.total());
    counter.observe(2.8, 2.8, NONE, NONE, 1);
    assertEquals(5.9, counter.total());
  }

  @Test
  void smallFallIsARestartIfTheCounterWasFarLowerInBetween() {
    counter.observe(3, 3, 1000, NONE, NONE);
    counter.observe(2, 1, 1010, NONE, NONE);
    assertEquals(5, counter.total());
  }

  /** The ECS agent adds up the runs of a container with a restart policy itself. */
  @Test
  void counterThatGoesOnAcrossARestartCountsOnce() {
    counter.observe(3, 3, 1000, 900, 0);
    counter.observe(3.5, 3.5, 1010, 1005, 1);
    assertEquals(3.5, counter.total());
  }

  @Test
  void olderNumbersAreNoRestart() {
    counter.observe(100, 100, 1000, 900, 1);
    counter.observe(5, 5, 990, 900, 2);
    assertEquals(100, counter.total());
  }

  @Test
  void neverFallsWhateverItIsTold() {
    Random random = new Random(1);
    double last = 0;
    for (int i = 0; i < 100000; i++) {
      counter.observe(
          random.nextInt(1000) / 7.0 * random.nextInt(1000000),
          random.nextInt(1000000),
          random.nextInt(10) == 0 ? NONE : i + random.nextInt(10),
          random.nextInt(10) == 0 ? NONE : i + random.nextInt(10),
          random.nextInt(3));
      assertTrue(counter.total() >= last, "fell from " + last + " to " + counter.total());
      last = counter.total();
    }
  }

  private void observe(double value) {
    counter.observe(value, value, NONE, NONE, NONE);
  }
}
