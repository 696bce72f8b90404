package io.github.ecsmetrics.agent.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SamplesTest {
  private static final Metric GAUGE = Metric.gauge("a", "A gauge");
  private static final Map<String, Metric> GAUGES =
      Map.of(
          "a", Metric.gauge("a", "A"),
          "b", Metric.gauge("b", "B"),
          "c", Metric.gauge("c", "C"),
          "d", Metric.gauge("d", "D"));
  private static final Metric SUMMARY = Metric.summary("b_seconds", "A summary");
  private static final SeriesLabels LABELS = SeriesLabels.none().of("web", "id-1", "basket", "12");

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
    Samples equalLabels = samples(1, SeriesLabels.none().of("web", "id-1", "basket", "12"), 2, 3.5);
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

  @ParameterizedTest
  @CsvSource({"a c, a b", "a c, a b c", "a c, a", "a c, b d", "a c, ''", "'', a c"})
  void metricsComeAndGo(String before, String after) {
    Samples last = samples(before);
    last.build(new Samples());
    Samples latest = samples(after);
    for (int repeat = 0; repeat < 2; repeat++) {
      assertEquals(after, names(latest.build(last)));
      last = latest;
      latest = samples(after);
    }
  }

  /** One of each metric; their order in the expositions is client_java's. */
  private static Samples samples(String names) {
    List<String> reversed = new ArrayList<>(List.of(names.split(" ")));
    Collections.reverse(reversed);
    Samples samples = new Samples();
    for (String name : reversed) {
      if (!name.isEmpty()) samples.add(GAUGES.get(name), LABELS, 1);
    }
    return samples;
  }

  private static String names(MetricSnapshots snapshots) {
    return snapshots.stream()
        .map(snapshot -> snapshot.getMetadata().getName())
        .collect(Collectors.joining(" "));
  }
}
