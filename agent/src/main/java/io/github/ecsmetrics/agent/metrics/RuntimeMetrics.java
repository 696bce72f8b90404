package io.github.ecsmetrics.agent.metrics;

import static io.github.ecsmetrics.agent.metrics.Metric.counter;
import static io.github.ecsmetrics.agent.metrics.Metric.gauge;
import static io.github.ecsmetrics.agent.metrics.Metric.info;
import static io.github.ecsmetrics.agent.metrics.Metric.summary;

import io.prometheus.metrics.model.snapshots.Unit;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * The JVM's version, class loading, compilation and garbage collection.
 *
 * <pre>
 * jvm_classes_currently_loaded 1500
 * jvm_compilation_time_seconds_total 0.21
 * jvm_gc_collection_seconds_count{gc="G1 Young Generation"} 3
 * jvm_gc_collection_seconds_sum{gc="G1 Young Generation"} 0.012
 * </pre>
 */
final class RuntimeMetrics {
  private static final Metric RUNTIME = info("jvm_runtime", "JVM runtime info");
  private static final Metric LOADED =
      gauge(
          "jvm_classes_currently_loaded",
          "The number of classes that are currently loaded in the JVM");
  private static final Metric LOADED_IN_ALL =
      counter(
          "jvm_classes_loaded",
          "The total number of classes that have been loaded since the JVM has started execution");
  private static final Metric UNLOADED =
      counter(
          "jvm_classes_unloaded",
          "The total number of classes that have been unloaded since the JVM has started"
              + " execution");
  private static final Metric COMPILATION =
      counter(
              "jvm_compilation_time_seconds",
              "The total time in seconds taken for HotSpot class compilation")
          .in(Unit.SECONDS);
  private static final Metric COLLECTION =
      summary(
              "jvm_gc_collection_seconds",
              "Time spent in a given JVM garbage collector in seconds.")
          .in(Unit.SECONDS);

  private final ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();

  /** Null if the JVM only interprets. */
  private final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();

  void add(Samples samples, SeriesLabels labels) {
    samples.add(RUNTIME, runtime(labels), 1);
    samples.add(LOADED, labels, classes.getLoadedClassCount());
    samples.add(LOADED_IN_ALL, labels, classes.getTotalLoadedClassCount());
    samples.add(UNLOADED, labels, classes.getUnloadedClassCount());
    if (compiler != null && compiler.isCompilationTimeMonitoringSupported()) {
      samples.add(COMPILATION, labels, compiler.getTotalCompilationTime() / 1e3);
    }
    for (GarbageCollectorMXBean collector : collectors) {
      samples.add(
          COLLECTION,
          labels.with("gc", collector.getName()),
          collector.getCollectionCount(),
          collector.getCollectionTime() / 1e3);
    }
  }

  private static SeriesLabels runtime(SeriesLabels labels) {
    return labels
        .with("version", System.getProperty("java.runtime.version", "unknown"))
        .with("vendor", System.getProperty("java.vm.vendor", "unknown"))
        .with("runtime", System.getProperty("java.runtime.name", "unknown"));
  }
}
