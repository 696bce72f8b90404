package io.github.ecsmetrics.agent.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AllocatedBytesTest {
  private final AllocatedBytes bytes = new AllocatedBytes();

  @Test
  void nothingIsKnownBeforeACollection() {
    assertEquals(Map.of(), allocated());
  }

  @Test
  void whatCameBetweenCollectionsAddsUp() {
    collected(100, 10, 0, 0);
    collected(70, 10, 0, 0);
    assertEquals(Map.of("Eden", 160.0), allocated());
  }

  @Test
  void whatACollectionMovesIntoAPoolIsAllocatedThere() {
    collected(100, 0, 20, 50);
    collected(100, 0, 50, 40);
    assertEquals(Map.of("Eden", 200.0, "Old", 50.0), allocated());
  }

  private void collected(long edenBefore, long edenAfter, long oldBefore, long oldAfter) {
    bytes.collected(usage(edenBefore, oldBefore), usage(edenAfter, oldAfter));
  }

  private static Map<String, MemoryUsage> usage(long eden, long old) {
    return Map.of(
        "Eden", new MemoryUsage(0, eden, eden, -1), "Old", new MemoryUsage(0, old, old, -1));
  }

  private Map<String, Double> allocated() {
    Samples samples = new Samples();
    bytes.add(samples, SeriesLabels.none());
    Map<String, Double> allocated = new TreeMap<>();
    for (MetricSnapshot metric : samples.build(new Samples())) {
      for (CounterDataPointSnapshot point : ((CounterSnapshot) metric).getDataPoints()) {
        allocated.put(point.getLabels().get("pool"), point.getValue());
      }
    }
    return allocated;
  }
}
