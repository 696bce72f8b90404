package io.github.ecsmetrics.agent.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RunningSumTest {
  private final RunningSum sum = new RunningSum();

  @Test
  void nothingSeenIsUnknown() {
    assertEquals(Double.NaN, sum.total());
  }

  @Test
  void partsAddUp() {
    observe("eth0", 100);
    observe("eth1", 20);
    assertEquals(120, sum.total());
  }

  @Test
  void partThatLeavesKeepsItsLastValue() {
    observe("eth0", 100);
    observe("eth1", 20);
    observe("eth1", 25);
    assertEquals(125, sum.total());
  }

  @Test
  void partThatReappearsGoesOnWhereItWas() {
    observe("eth0", 100);
    observe("eth1", 1);
    observe("eth1", 2);
    observe("eth0", 140);
    assertEquals(142, sum.total());
  }

  @Test
  void partsRestartEachOnItsOwn() {
    observe("eth0", 100);
    observe("eth1", 20);
    observe("eth0", 3);
    observe("eth1", 21);
    assertEquals(124, sum.total());
  }

  private void observe(String part, double value) {
    sum.part(part).observe(value, value, Double.NaN, Double.NaN, Double.NaN);
  }
}
