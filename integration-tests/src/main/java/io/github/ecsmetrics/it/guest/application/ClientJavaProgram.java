package io.github.ecsmetrics.it.guest.application;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.core.metrics.StateSet;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.model.snapshots.Labels;

/** Metrics of each type that client_java 1.x has, in its default registry. */
public final class ClientJavaProgram {
  private static final Labels TRACE =
      Labels.of("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736", "span_id", "00f067aa0ba902b7");

  private ClientJavaProgram() {}

  public static void register() {
    Counter.builder()
        .name("orders_placed_total")
        .help("Orders, \"quoted\" and with a \\ in it")
        .labelNames("kind")
        .register()
        .labelValues("b2b")
        .incWithExemplar(3, TRACE);
    Histogram.builder()
        .name("order_seconds")
        .help("Both classic and native")
        .register()
        .observeWithExemplar(0.2, TRACE);
    Histogram.builder()
        .name("order_bytes")
        .help("Native buckets alone")
        .nativeOnly()
        .register()
        .observe(2000);
    Summary.builder()
        .name("order_lines")
        .help("A quantile")
        .quantile(0.5, 0.01)
        .register()
        .observe(7);
    Info.builder()
        .name("shop_info")
        .help("Labels alone")
        .labelNames("version")
        .register()
        .setLabelValues("1.2\n\"3\"");
    StateSet.builder()
        .name("shop_state")
        .help("One of two")
        .states("open", "closed")
        .register()
        .setTrue("open");
    gauge("orders_ratio", Double.NaN);
    gauge("orders.open", 2);
    gauge("ee_orders", 5);
    gauge("ee_task_cpu_limit", 99);
    labelled("orders_by_family", "task_family", "mine");
    labelled("jvm_memory_used_bytes", "id", "Eden");
    if (Boolean.getBoolean("utf8")) labelled("größe", "straße", "süd");
    Fault fault = new Fault("client_java");
    GaugeWithCallback.builder()
        .name("orders_waiting")
        .help("May fail")
        .labelNames("queue")
        .callback(
            gauge -> {
              for (int i = 0; i < fault.series(); i++) gauge.call(fault.value(), Fault.queue(i));
            })
        .register();
  }

  private static void gauge(String name, double value) {
    Gauge.builder().name(name).help("A gauge").register().set(value);
  }

  private static void labelled(String name, String label, String value) {
    Gauge.builder()
        .name(name)
        .help("A gauge with a label")
        .labelNames(label)
        .register()
        .labelValues(value)
        .set(1);
  }
}
