package io.github.ecsmetrics.agent.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Start times and deltas, in seconds; the JVM started at 100 and pushes every minute. */
class SeriesTest {
  private long now = 100;

  @Test
  void cumulativeCounterKeepsItsStart() throws Exception {
    OtlpEncoder encoder = encoder(Temporality.CUMULATIVE);
    assertEquals("100..160: 5.0", push(encoder, counter(5, 0), true));
    assertEquals("100..220: 5.0", push(encoder, counter(5, 0), false));
    assertEquals("100..280: 9.0", push(encoder, counter(9, 0), true));
  }

  /** It counts from the last observation, whether or not that arrived. */
  @Test
  void cumulativeCounterThatFellHasANewStart() throws Exception {
    OtlpEncoder encoder = encoder(Temporality.CUMULATIVE);
    assertEquals("100..160: 5.0", push(encoder, counter(5, 0), true));
    assertEquals("100..220: 7.0", push(encoder, counter(7, 0), false));
    assertEquals("220..280: 6.0", push(encoder, counter(6, 0), true));
    assertEquals("220..340: 8.0", push(encoder, counter(8, 0), true));
  }

  @Test
  void cumulativeCounterOfARestartedContainerStartsWithIt() throws Exception {
    OtlpEncoder encoder = encoder(Temporality.CUMULATIVE);
    assertEquals("40..160: 5.0", push(encoder, counter(5, 40), true));
    assertEquals("200..220: 6.0", push(encoder, counter(6, 200), true));
    assertEquals("200..280: 7.0", push(encoder, counter(7, 200), true));
  }

  @Test
  void deltaIsWhatGrewSinceTheLastPush() throws Exception {
    OtlpEncoder encoder = encoder(Temporality.DELTA);
    assertEquals("100..160: 5.0", push(encoder, counter(5, 0), true));
    assertEquals("160..220: 2.0", push(encoder, counter(7, 0), true));
    assertEquals("220..280: 0.0", push(encoder, counter(7, 0), true));
  }

  @Test
  void lostDeltaIsPartOfTheNext() throws Exception {
    OtlpEncoder encoder = encoder(Temporality.DELTA);
    assertEquals("100..160: 5.0", push(encoder, counter(5, 0), false));
    assertEquals("100..220: 7.0", push(encoder, counter(7, 0), false));
    assertEquals("100..280: 8.0", push(encoder, counter(8, 0), true));
    assertEquals("280..340: 1.0", push(encoder, counter(9, 0), true));
  }

  /** The application's metrics are missing in a push if they cannot be read in time. */
  @Test
  void deltasOfManySeriesGoOnAfterAPushWithoutThem() throws Exception {
    OtlpEncoder encoder = encoder(Temporality.DELTA);
    assertEquals(7 * 10_001, sum(encoder, many(7)));
    assertEquals(0, sum(encoder, new MetricSnapshots()));
    assertEquals(10_001, sum(encoder, many(8)));
  }

  private static MetricSnapshots many(double value) {
    CounterSnapshot.Builder counter = CounterSnapshot.builder().name("c");
    for (int i = 0; i < 10_001; i++) {
      Labels labels = Labels.of("i", String.valueOf(i));
      counter.dataPoint(CounterDataPointSnapshot.builder().labels(labels).value(value).build());
    }
    return new MetricSnapshots(counter.build());
  }

  private double sum(OtlpEncoder encoder, MetricSnapshots snapshots) throws Exception {
    now += 60;
    double sum = 0;
    List<ExportRequest> requests = encoder.encode(snapshots, now * 1000);
    for (Metric metric : Receiver.metrics(requests)) {
      for (NumberDataPoint point : metric.getSum().getDataPointsList()) sum += point.getAsDouble();
    }
    for (ExportRequest request : requests) encoder.acknowledge(request);
    return sum;
  }

  /** What becomes known of the task later must not send again what arrived. */
  @Test
  void deltasGoOnIfTheResourceChanges() throws Exception {
    OtlpEncoder encoder = encoder(Temporality.DELTA);
    assertEquals("100..160: 5.0", push(encoder, counter(5, 0), true));
    encoder.setResource(Resource.of(Map.of("service.name", "orders")));
    assertEquals("160..220: 2.0", push(encoder, counter(7, 0), true));
  }

  /** What was counted between the last push and the restart is not known to anybody. */
  @Test
  void deltaOfARestartedCounterIsItsValue() throws Exception {
    OtlpEncoder encoder = encoder(Temporality.DELTA);
    assertEquals("100..160: 5.0", push(encoder, counter(5, 0), true));
    assertEquals("160..220: 3.0", push(encoder, counter(8, 0), false));
    assertEquals("160..280: 5.0", push(encoder, counter(2, 0), true));
  }

  /** A sidecar's usage before the JVM started would look like a peak. */
  @Test
  void deltasOfAnOlderSeriesBeginWithItsFirstValue() throws Exception {
    OtlpEncoder encoder = encoder(Temporality.DELTA);
    assertEquals("", push(encoder, counter(5_000, 40), true));
    assertEquals("160..220: 2.0", push(encoder, counter(5_002, 40), true));
  }

  /** A request of an earlier push, whose response was slow, says nothing about this one. */
  @Test
  void lateAcknowledgementIsIgnored() throws Exception {
    OtlpEncoder encoder = encoder(Temporality.DELTA);
    now = 160;
    List<ExportRequest> late = encoder.encode(counter(5, 0), 160_000);
    assertEquals("100..220: 7.0", push(encoder, counter(7, 0), false));
    encoder.acknowledge(late.get(0));
    assertEquals("100..280: 8.0", push(encoder, counter(8, 0), true));
  }

  /** The container's start may become known after its counters fell. */
  @Test
  void restartThatIsKnownLateIsCountedOnce() throws Exception {
    OtlpEncoder encoder = encoder(Temporality.DELTA);
    assertEquals("", push(encoder, counter(5, 40), true));
    assertEquals("160..220: 2.0", push(encoder, counter(2, 40), true));
    assertEquals("220..280: 1.0", push(encoder, counter(3, 200), true));
  }

  /** The time of creation is then later than that of every push. */
  @Test
  void clockThatWasSetBackIsNoRestart() throws Exception {
    OtlpEncoder encoder = encoder(Temporality.DELTA);
    assertEquals("160..160: 5.0", push(encoder, counter(5, 1_000), true));
    assertEquals("160..220: 2.0", push(encoder, counter(7, 1_000), true));
  }

  /** NTP may set the clock back. */
  @Test
  void startIsNeverAfterTheTime() throws Exception {
    OtlpEncoder encoder = encoder(Temporality.DELTA);
    assertEquals("100..160: 5.0", push(encoder, counter(5, 0), true));
    now = 0;
    assertEquals("60..60: 1.0", push(encoder, counter(6, 0), true));
    assertEquals("60..120: 1.0", push(encoder, counter(7, 0), true));
  }

  @Test
  void summaryStaysCumulative() throws Exception {
    OtlpEncoder encoder = encoder(Temporality.DELTA);
    assertEquals("100..160: 2", push(encoder, summary(2), true));
    assertEquals("100..220: 5", push(encoder, summary(5), true));
    assertEquals("220..280: 1", push(encoder, summary(1), true));
  }

  /** Containers come and go for as long as the JVM lives. */
  @Test
  void seriesThatVanishedAreForgottenWhenThereAreMany() throws Exception {
    OtlpEncoder encoder = encoder(Temporality.DELTA);
    List<CounterDataPointSnapshot> many = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      many.add(new CounterDataPointSnapshot(1, Labels.of("nr", "" + i), null, 0));
    }
    encoder.encode(new MetricSnapshots(new CounterSnapshot(new MetricMetadata("c"), many)), 1);
    assertEquals("100..160: 5.0", push(encoder, counter(5, 0), true));
    assertEquals("160..220: 1.0", push(encoder, counter(6, 0), true));
    MetricSnapshots again =
        new MetricSnapshots(new CounterSnapshot(new MetricMetadata("c"), many.subList(0, 1)));
    assertEquals("100..280: 1.0", push(encoder, again, true));
  }

  private String push(OtlpEncoder encoder, MetricSnapshots snapshots, boolean arrives)
      throws Exception {
    now += 60;
    StringBuilder points = new StringBuilder();
    for (ExportRequest request : encoder.encode(snapshots, now * 1_000)) {
      for (Metric metric : Receiver.metrics(List.of(request))) {
        for (NumberDataPoint point : metric.getSum().getDataPointsList()) {
          points.append(seconds(point.getStartTimeUnixNano(), point.getTimeUnixNano()));
          points.append(point.getAsDouble());
        }
        for (SummaryDataPoint point : metric.getSummary().getDataPointsList()) {
          points.append(seconds(point.getStartTimeUnixNano(), point.getTimeUnixNano()));
          points.append(point.getCount());
        }
      }
      if (arrives) encoder.acknowledge(request);
    }
    return points.toString();
  }

  private static String seconds(long start, long time) {
    return start / 1_000_000_000 + ".." + time / 1_000_000_000 + ": ";
  }

  private static OtlpEncoder encoder(Temporality temporality) {
    return new OtlpEncoder(Resource.of(Map.of()), "s", "1", temporality, 100_000);
  }

  /**
   * @param created in seconds; 0 if unknown
   */
  private static MetricSnapshots counter(double value, long created) {
    CounterDataPointSnapshot point =
        new CounterDataPointSnapshot(value, Labels.EMPTY, null, created * 1_000);
    return new MetricSnapshots(new CounterSnapshot(new MetricMetadata("c"), List.of(point)));
  }

  private static MetricSnapshots summary(long count) {
    SummaryDataPointSnapshot point =
        new SummaryDataPointSnapshot(count, 1, Quantiles.EMPTY, Labels.EMPTY, null, 0);
    return new MetricSnapshots(new SummarySnapshot(new MetricMetadata("s"), List.of(point)));
  }
}
