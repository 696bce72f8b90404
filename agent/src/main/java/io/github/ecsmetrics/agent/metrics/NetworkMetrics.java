package io.github.ecsmetrics.agent.metrics;

import static io.github.ecsmetrics.agent.metrics.Metric.counter;
import static io.github.ecsmetrics.agent.metrics.Metric.gauge;

import io.github.ecsmetrics.agent.metadata.ContainerStat;
import io.github.ecsmetrics.agent.metadata.ContainerStats;
import io.github.ecsmetrics.agent.metadata.NetworkCounter;
import io.github.ecsmetrics.agent.metadata.NetworkInterface;
import io.github.ecsmetrics.agent.metadata.NetworkMode;
import io.github.ecsmetrics.agent.task.TaskTotals;

/**
 * Network traffic. If the containers share a network (awsvpc), its interfaces belong to the task
 * and count once. If each has its own (bridge), they belong to the containers, and the task has
 * their running sum.
 *
 * <pre>
 * # TYPE ee_container_network_receive_bytes_total counter
 * ee_container_network_receive_bytes_total{container_id="_task_",container_name="_task_",interface="eth1",...} 129045374
 * </pre>
 */
final class NetworkMetrics {
  private static final Metric RECEIVED =
      gauge("ee_container_network_io_rx_bytes", "Bytes received, all interfaces");
  private static final Metric TRANSMITTED =
      gauge("ee_container_network_io_tx_bytes", "Bytes transmitted, all interfaces");

  /** In the order of {@link NetworkCounter}. */
  private static final Metric[] BY_INTERFACE = {
    counter("ee_container_network_receive_bytes", "Bytes received"),
    counter("ee_container_network_receive_packets", "Packets received"),
    counter("ee_container_network_receive_errors", "Errors while receiving"),
    counter("ee_container_network_receive_dropped", "Packets dropped while receiving"),
    counter("ee_container_network_transmit_bytes", "Bytes transmitted"),
    counter("ee_container_network_transmit_packets", "Packets transmitted"),
    counter("ee_container_network_transmit_errors", "Errors while transmitting"),
    counter("ee_container_network_transmit_dropped", "Packets dropped while transmitting")
  };

  private NetworkMetrics() {}

  static void addContainer(
      Samples samples, SeriesLabels labels, ContainerStats stats, NetworkMode mode) {
    samples.add(RECEIVED, labels, stats.value(ContainerStat.NETWORK_RECEIVED));
    samples.add(TRANSMITTED, labels, stats.value(ContainerStat.NETWORK_TRANSMITTED));
    if (mode != NetworkMode.SEPARATE) return;
    for (int i = 0; i < stats.networkInterfaceCount(); i++) {
      addInterface(samples, labels, stats.networkInterface(i));
    }
  }

  static void addTask(Samples samples, SeriesLabels labels, TaskTotals totals, NetworkMode mode) {
    if (mode == NetworkMode.SEPARATE) {
      samples.add(RECEIVED, labels, totals.value(ContainerStat.NETWORK_RECEIVED));
      samples.add(TRANSMITTED, labels, totals.value(ContainerStat.NETWORK_TRANSMITTED));
    } else if (mode == NetworkMode.SHARED) {
      samples.add(RECEIVED, labels, totals.shared(NetworkCounter.RECEIVED_BYTES));
      samples.add(TRANSMITTED, labels, totals.shared(NetworkCounter.TRANSMITTED_BYTES));
      for (int i = 0; i < totals.sharedInterfaceCount(); i++) {
        addInterface(samples, labels, totals.sharedInterface(i));
      }
    }
  }

  private static void addInterface(Samples samples, SeriesLabels labels, NetworkInterface seen) {
    SeriesLabels withInterface = labels.with("interface", seen.name());
    for (NetworkCounter counter : NetworkCounter.values()) {
      samples.add(BY_INTERFACE[counter.ordinal()], withInterface, seen.value(counter));
    }
  }
}
