package io.github.ecsmetrics.agent.application;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.client.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.acme.Orders;

/** Code of an application: each method is what a whole application does. */
public final class Libraries {
  private static final CountDownLatch BLOCKED = new CountDownLatch(1);

  private Libraries() {}

  /** Without one metric. */
  public static void useNothing() {
    PrometheusRegistry.defaultRegistry.clear();
  }

  public static void clientJava() {
    Gauge.builder().name("queue_length").help("Orders that wait.").register().set(3);
  }

  /** Without client_java's own metrics, whose threads never end. */
  public static void clientJavaCollector() {
    Collector queue =
        () ->
            GaugeSnapshot.builder()
                .name("queue_length")
                .help("Orders that wait.")
                .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder().value(3).build())
                .build();
    PrometheusRegistry.defaultRegistry.register(queue);
  }

  public static void clientJavaWithExemplar() {
    io.prometheus.metrics.core.metrics.Counter.builder()
        .name("orders")
        .register()
        .incWithExemplar(2, Labels.of("trace_id", "4bf9"));
  }

  public static void clientJavaWithDots() {
    Gauge.builder().name("queue.length").register().set(3);
  }

  public static void simpleclient() {
    Counter.build("paid", "Orders paid.").register().inc(7);
  }

  public static void micrometer() {
    Metrics.addRegistry(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    Metrics.counter("sent").increment(5);
  }

  public static void micrometerInComposites() {
    CompositeMeterRegistry inner = new CompositeMeterRegistry();
    CompositeMeterRegistry outer = new CompositeMeterRegistry();
    inner.add(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT) {});
    outer.add(inner);
    Metrics.addRegistry(outer);
    Metrics.addRegistry(inner);
    Metrics.counter("sent").increment(5);
  }

  public static void micrometerOnTheDefaultRegistry() {
    Metrics.addRegistry(
        new PrometheusMeterRegistry(
            PrometheusConfig.DEFAULT, PrometheusRegistry.defaultRegistry, Clock.SYSTEM));
    Metrics.counter("sent").increment(5);
  }

  /** A composite that does not return its parts, as one that waits for a lock. */
  public static void micrometerInACompositeThatBlocks() {
    Metrics.addRegistry(
        new CompositeMeterRegistry() {
          @Override
          public Set<MeterRegistry> getRegistries() {
            if (Thread.currentThread().getName().equals("ecs-metrics-agent-app")) {
              Orders.awaitDatabase(BLOCKED);
            }
            return super.getRegistries();
          }
        });
    Metrics.addRegistry(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    Metrics.counter("sent").increment(5);
  }

  public static void unblock() {
    BLOCKED.countDown();
  }

  /** As Micronaut does. */
  public static void micrometerOutsideTheGlobalRegistry() {
    MeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.counter("sent").increment(5);
  }
}
