package io.github.ecsmetrics.agent.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GcPausesTest {
  private final GcPauses pauses = new GcPauses();

  @Test
  void pausesAreCountedByTheirLength() {
    pauses.begin("G1 Young Generation");
    pauses.collected("G1 Young Generation", 0);
    pauses.collected("G1 Young Generation", 10);
    pauses.collected("G1 Young Generation", 11);
    pauses.collected("G1 Young Generation", 60_000);
    assertEquals(
        """
        # TYPE ee_jvm_gc_pause_seconds histogram
        ee_jvm_gc_pause_seconds_bucket{gc="G1 Young Generation",le="0.001"} 1
        ee_jvm_gc_pause_seconds_bucket{gc="G1 Young Generation",le="0.005"} 1
        ee_jvm_gc_pause_seconds_bucket{gc="G1 Young Generation",le="0.01"} 2
        ee_jvm_gc_pause_seconds_bucket{gc="G1 Young Generation",le="0.025"} 3
        ee_jvm_gc_pause_seconds_bucket{gc="G1 Young Generation",le="0.05"} 3
        ee_jvm_gc_pause_seconds_bucket{gc="G1 Young Generation",le="0.1"} 3
        ee_jvm_gc_pause_seconds_bucket{gc="G1 Young Generation",le="0.25"} 3
        ee_jvm_gc_pause_seconds_bucket{gc="G1 Young Generation",le="0.5"} 3
        ee_jvm_gc_pause_seconds_bucket{gc="G1 Young Generation",le="1.0"} 3
        ee_jvm_gc_pause_seconds_bucket{gc="G1 Young Generation",le="2.5"} 3
        ee_jvm_gc_pause_seconds_bucket{gc="G1 Young Generation",le="5.0"} 3
        ee_jvm_gc_pause_seconds_bucket{gc="G1 Young Generation",le="10.0"} 3
        ee_jvm_gc_pause_seconds_bucket{gc="G1 Young Generation",le="+Inf"} 4
        ee_jvm_gc_pause_seconds_count{gc="G1 Young Generation"} 4
        ee_jvm_gc_pause_seconds_sum{gc="G1 Young Generation"} 60.021
        """,
        Exposition.normalized(served()));
  }

  /** So that a rate knows the first pause. */
  @Test
  void collectorIsServedBeforeItsFirstPause() {
    pauses.begin("Copy");
    assertTrue(served().contains("ee_jvm_gc_pause_seconds_count{gc=\"Copy\"} 0"), served());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ZGC Cycles",
        "ZGC Minor Cycles",
        "ZGC Major Cycles",
        "Shenandoah Cycles",
        "ConcurrentMarkSweep"
      })
  void collectorThatDoesNotPauseIsLeftOut(String collector) {
    pauses.begin(collector);
    pauses.collected(collector, 100);
    assertEquals("", served());
  }

  @Test
  void unchangedPausesAreTheSameSnapshot() {
    pauses.begin("Copy");
    Samples first = new Samples();
    pauses.add(first, SeriesLabels.none());
    Object snapshot = first.build(new Samples()).get(0);
    Samples second = new Samples();
    pauses.add(second, SeriesLabels.none());
    assertEquals(snapshot, second.build(first).get(0));
    pauses.collected("Copy", 0);
    Samples third = new Samples();
    pauses.add(third, SeriesLabels.none());
    assertTrue(snapshot != third.build(second).get(0));
  }

  private String served() {
    Samples samples = new Samples();
    pauses.add(samples, SeriesLabels.none());
    return Exposition.text(samples.build(new Samples()));
  }
}
