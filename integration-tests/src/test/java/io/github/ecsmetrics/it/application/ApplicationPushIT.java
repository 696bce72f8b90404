package io.github.ecsmetrics.it.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.OtlpReceiver;
import io.github.ecsmetrics.it.RunningJvm;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A push has the application's metrics too. */
class ApplicationPushIT {
  @Test
  void everyTypeIsPushed() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver();
        MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            Programs.clientJava(Programs.NEWEST)
                .endpoint(endpoint)
                .agentByEnvironment(
                    "startup.wait=20s",
                    "app.metrics=auto",
                    "otlp.interval=2s",
                    "otlp.endpoint=" + receiver.uri() + "/v1/metrics")
                .start()) {
      jvm.await(() -> receiver.metric("orders_waiting") != null, "a push");

      Metric placed = receiver.metric("orders_placed_total");
      assertTrue(placed.getSum().getIsMonotonic(), placed.toString());
      assertEquals(
          AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE,
          placed.getSum().getAggregationTemporality());
      NumberDataPoint counter = placed.getSum().getDataPoints(0);
      assertEquals(3, counter.getAsDouble());
      assertLabels("kind", "b2b", counter.getAttributesList());

      HistogramDataPoint histogram =
          receiver.metric("order_seconds").getHistogram().getDataPoints(0);
      assertEquals(1, histogram.getCount());
      assertEquals(0.2, histogram.getSum());
      assertEquals(
          List.of(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0),
          histogram.getExplicitBoundsList());
      assertEquals(
          List.of(0L, 0L, 0L, 0L, 0L, 1L, 0L, 0L, 0L, 0L, 0L, 0L), histogram.getBucketCountsList());

      SummaryDataPoint summary = receiver.metric("order_lines").getSummary().getDataPoints(0);
      assertEquals(1, summary.getCount());
      assertEquals(0.5, summary.getQuantileValues(0).getQuantile());
      assertEquals(7, summary.getQuantileValues(0).getValue());

      assertEquals(1, gauge(receiver, "shop_info"));
      assertEquals(5, gauge(receiver, "ee_orders"));
      assertEquals(0.5, gauge(receiver, "ee_task_cpu_limit"));
    }
  }

  @Test
  void endOfTheJvmPushesThemOnceMore() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      Finished job = job(receiver, Programs.clientJava(Programs.NEWEST), "app.metrics.timeout=20s");
      assertEquals("", job.stderr());
      NumberDataPoint placed = receiver.metric("orders_placed_total").getSum().getDataPoints(0);
      assertEquals(3, placed.getAsDouble());
    }
  }

  @Test
  void gaugeThatBlocksTakesOnlyItsTimeOfTheLastPush() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      JvmCommand blocked =
          Programs.clientJava(Programs.NEWEST).property("fault.client_java", "block");
      Finished job = job(receiver, blocked, "app.metrics.timeout=1s");
      assertEquals(0, job.exitCode());
      assertNull(receiver.metric("orders_placed_total"));
      assertEquals(0.5, gauge(receiver, "ee_task_cpu_limit"));
      assertTrue(job.duration().toSeconds() < 20, job.duration().toString());
    }
  }

  /** One that ends as soon as it has started. */
  private static Finished job(OtlpReceiver receiver, JvmCommand program, String timeout)
      throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      return program
          .endpoint(endpoint)
          .agentByEnvironment(
              "startup.wait=20s",
              "app.metrics=auto",
              timeout,
              "push.timeout=40s",
              "otlp.interval=10m",
              "otlp.endpoint=" + receiver.uri() + "/v1/metrics")
          .run();
    }
  }

  private static double gauge(OtlpReceiver receiver, String name) {
    return receiver.metric(name).getGauge().getDataPoints(0).getAsDouble();
  }

  private static void assertLabels(String key, String value, List<KeyValue> attributes) {
    assertEquals(
        Map.of(
            key,
            value,
            "container_id",
            MetadataEndpoint.FARGATE_CONTAINER,
            "container_name",
            "app",
            "task_family",
            "orders",
            "task_revision",
            "7"),
        OtlpReceiver.attributes(attributes));
  }
}
