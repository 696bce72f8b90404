package io.github.ecsmetrics.agent.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Seen elsewhere: restarted containers made counters fall (prometheus-community/ecs_exporter#87,
 * aws/amazon-ecs-agent#4206).
 */
class RunningSumTest {
  private final RunningSum sum = new RunningSum();

  @Test
  void nothingSeenIsUnknown() {
    sum.observe("a", Double.NaN);
    assertEquals(Double.NaN, sum.total());
  }

  @Test
  void firstSightCountsTheWholeValue() {
    sum.observe("a", 100);
    sum.observe("b", 20);
    assertEquals(120, sum.total());
  }

  @Test
  void growthCountsOnce() {
    sum.observe("a", 100);
    sum.observe("a", 130);
    assertEquals(130, sum.total());
  }

  @Test
  void containerThatLeavesKeepsItsLastValue() {
    sum.observe("a", 100);
    sum.observe("b", 20);
    sum.observe("b", 25);
    assertEquals(125, sum.total());
  }

  @Test
  void containerThatStopsAndSaysNothingKeepsItsLastValue() {
    sum.observe("a", 100);
    sum.observe("a", Double.NaN);
    assertEquals(100, sum.total());
  }

  @Test
  void restartCountsOnTopOfWhatWas() {
    sum.observe("a", 100);
    sum.observe("a", 7);
    assertEquals(107, sum.total());
    sum.observe("a", 9);
    assertEquals(109, sum.total());
  }

  @Test
  void containerThatReappearsGoesOnWhereItWas() {
    sum.observe("a", 100);
    sum.observe("b", 1);
    sum.observe("b", 2);
    sum.observe("a", 140);
    assertEquals(142, sum.total());
  }

  @Test
  void restartToZeroAddsNothing() {
    sum.observe("a", 100);
    sum.observe("a", 0);
    assertEquals(100, sum.total());
  }

  @Test
  void neverFallsWhateverTheContainersDo() {
    Random random = new Random(1);
    double last = 0;
    for (int i = 0; i < 100000; i++) {
      sum.observe(
          "container" + random.nextInt(40), random.nextInt(1000) / 7.0 * random.nextInt(1000000));
      double total = sum.total();
      assertTrue(total >= last, "fell from " + last + " to " + total);
      last = total;
    }
  }
}
