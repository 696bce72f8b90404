package io.github.ecsmetrics.agent.metrics;

import io.github.ecsmetrics.agent.metadata.TaskIdentity;
import io.github.ecsmetrics.agent.metadata.TaskWatch;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmClassLoadingMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmCompilationMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * {@code jvm_*} and {@code process_*}, with the labels of the agent's own container as soon as they
 * are known.
 *
 * <pre>
 * jvm_threads_current{container_id="cd18...0603",container_name="curl",task_family="curltest",task_revision="3"} 17
 * </pre>
 *
 * <p>The collectors are registered one by one: {@code JvmMetrics} as a whole has one for native
 * memory, which creates the platform MBean server and with it {@code java.util.logging}'s log
 * manager, before an application server has chosen its own.
 *
 * <p>The states of the threads and deadlocks are looked for by stopping the world, longer the more
 * threads there are: beyond {@value #MAX_THREADS_TO_INSPECT} threads {@code jvm_threads_state},
 * {@code jvm_threads_deadlocked} and {@code jvm_threads_deadlocked_monitor} are left out.
 */
final class JvmCollector implements MultiCollector {
  static final int MAX_THREADS_TO_INSPECT = 1000;

  private final TaskWatch watch;
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  JvmCollector(TaskWatch watch) {
    this.watch = watch;
    JvmBufferPoolMetrics.builder().register(registry);
    JvmClassLoadingMetrics.builder().register(registry);
    JvmCompilationMetrics.builder().register(registry);
    JvmGarbageCollectorMetrics.builder().register(registry);
    JvmMemoryMetrics.builder().register(registry);
    registry.register(AllocatedBytes.ofThisJvm());
    JvmRuntimeInfoMetric.builder().register(registry);
    JvmThreadsMetrics.builder().register(registry);
    ProcessMetrics.builder().register(registry);
  }

  @Override
  public MetricSnapshots collect() {
    return collect(name -> true);
  }

  @Override
  public MetricSnapshots collect(Predicate<String> includedNames) {
    boolean inspectThreads = threads.getThreadCount() <= MAX_THREADS_TO_INSPECT;
    MetricSnapshots snapshots =
        registry.scrape(
            name -> includedNames.test(name) && (inspectThreads || !stopsTheWorld(name)));
    TaskIdentity identity = watch.identity();
    return identity == null ? snapshots : labelled(snapshots, own(identity));
  }

  /** The labels of the agent's own container, so that its JVM's series join with it. */
  private static Labels own(TaskIdentity identity) {
    return SeriesLabels.of(
            identity.get("container_name"),
            identity.get("container_id"),
            identity.get("task_family"),
            identity.get("task_revision"))
        .labels();
  }

  private static boolean stopsTheWorld(String name) {
    return name.equals("jvm_threads_state") || name.startsWith("jvm_threads_deadlocked");
  }

  private static MetricSnapshots labelled(MetricSnapshots snapshots, Labels labels) {
    List<MetricSnapshot> labelled = new ArrayList<>(snapshots.size());
    for (MetricSnapshot snapshot : snapshots) labelled.add(Relabel.with(snapshot, labels));
    return new MetricSnapshots(labelled);
  }
}
