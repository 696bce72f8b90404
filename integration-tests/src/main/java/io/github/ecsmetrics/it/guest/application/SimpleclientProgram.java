package io.github.ecsmetrics.it.guest.application;

import io.prometheus.client.Collector;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.GaugeMetricFamily;
import io.prometheus.client.Histogram;
import io.prometheus.client.Info;
import io.prometheus.client.Summary;
import java.util.Collections;
import java.util.List;

/**
 * Metrics of each type that client_java 0.x has, in its default registry. Some families are those
 * of {@link ClientJavaProgram}: of the same type, or of another.
 */
public final class SimpleclientProgram {
  private SimpleclientProgram() {}

  public static void register() {
    Counter placed = Counter.build("orders_placed", "Orders").labelNames("kind").register();
    placed.labels("b2b").inc(100);
    placed.labels("b2c").inc(4);
    Gauge.build("order_lines", "A summary elsewhere").register().set(1);
    Histogram.build("cart_seconds", "Buckets").register().observe(0.2);
    Summary.build("cart_bytes", "Quantiles").quantile(0.5, 0.01).register().observe(7);
    Info.build("cart", "Labels alone").register().info("version", "1");
    Gauge.build("ee_cart", "The agent has no such metric").register().set(5);
    Gauge.build("ee_task_cpu_limit", "The agent has it").register().set(98);
    new Waiting().register();
  }

  /** A custom collector. */
  private static final class Waiting extends Collector {
    private final Fault fault = new Fault("simpleclient");

    @Override
    public List<MetricFamilySamples> collect() {
      GaugeMetricFamily family =
          new GaugeMetricFamily("carts_waiting", "Carts", Collections.singletonList("queue"));
      for (int i = 0; i < fault.series(); i++) {
        family.addMetric(Collections.singletonList(Fault.queue(i)), fault.value());
      }
      return Collections.singletonList(family);
    }
  }
}
