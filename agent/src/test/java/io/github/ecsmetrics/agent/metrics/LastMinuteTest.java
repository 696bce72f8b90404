package io.github.ecsmetrics.agent.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class LastMinuteTest {
  private final LastMinute minute = new LastMinute();

  @Test
  void firstReadingIsSinceTheJvmBegan() {
    assertGrowth(3, 500, minute.upTo(3, 500));
  }

  @Test
  void growthIsSinceTheLastReadingThatIsAMinuteOld() {
    minute.add(1, 100);
    minute.add(2, 130);
    minute.add(4, 145);
    assertGrowth(6, 89, minute.upTo(7, 189));
    assertGrowth(5, 60, minute.upTo(7, 190));
    assertGrowth(5, 70, minute.upTo(7, 200));
    assertGrowth(3, 60, minute.upTo(7, 205));
  }

  @Test
  void quickReadingsKeepTheMinute() {
    for (int i = 0; i <= 100_000; i++) minute.add(i, i / 1000.0);
    assertGrowth(60_000, 60, minute.upTo(100_000, 100));
  }

  @Test
  void unknownSumHasNoGrowth() {
    minute.add(Double.NaN, 50);
    assertNull(minute.upTo(Double.NaN, 60));
    assertGrowth(1, 70, minute.upTo(1, 70));
  }

  @Test
  void sumThatFallsHasNotGrown() {
    minute.add(5, 10);
    minute.add(5, 20);
    assertGrowth(0, 60, minute.upTo(4, 80));
  }

  private static void assertGrowth(double seconds, double ofSeconds, Growth growth) {
    assertEquals(seconds, growth.seconds, 1e-9);
    assertEquals(ofSeconds, growth.ofSeconds, 1e-9);
  }
}
