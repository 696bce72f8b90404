package io.github.ecsmetrics.agent.metrics;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SamplesTest {
  private static final Metric GAUGE = Metric.gauge("a", "A gauge");
  private static final Metric SUMMARY = Metric.summary("b_seconds", "A summary");
  private static final SeriesLabels LABELS = SeriesLabels.of("web", "id-1", "basket", "12");

  private static Samples samples(double gauge, SeriesLabels labels, long count, double sum) {
    Samples samples = new Samples();
    samples.add(GAUGE, labels, gauge);
    samples.add(SUMMARY, labels, count, sum);
    return samples;
  }

  @Test
  void metricThatHasNotMovedIsTheVerySnapshot() {
    Samples last = samples(1, LABELS, 2, 3.5);
    MetricSnapshots before = last.build(new Samples());
    Samples equalLabels = samples(1, SeriesLabels.of("web", "id-1", "basket", "12"), 2, 3.5);
    MetricSnapshots after = equalLabels.build(last);
    assertSame(before.get(0), after.get(0));
    assertSame(before.get(1), after.get(1));
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        Arguments.of(0, samples(1.5, LABELS, 2, 3.5)),
        Arguments.of(0, samples(-0.0, LABELS, 2, 3.5)),
        Arguments.of(0, samples(1, LABELS.with("pool", "x"), 2, 3.5)),
        Arguments.of(1, samples(1, LABELS, 3, 3.5)),
        Arguments.of(1, samples(1, LABELS, 2, 3.6)));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void anyChangeMakesANewSnapshot(int changed, Samples samples) {
    Samples last = samples(1, LABELS, 2, 3.5);
    MetricSnapshot before = last.build(new Samples()).get(changed);
    assertNotSame(before, samples.build(last).get(changed));
  }

  @Test
  void oneSampleMoreMakesANewSnapshot() {
    Samples last = samples(1, LABELS, 2, 3.5);
    MetricSnapshot before = last.build(new Samples()).get(0);
    Samples more = samples(1, LABELS, 2, 3.5);
    more.add(GAUGE, LABELS.with("pool", "x"), 1);
    assertNotSame(before, more.build(last).get(0));
  }
}
