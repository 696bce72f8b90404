package io.github.ecsmetrics.agent.metrics;

import static io.github.ecsmetrics.agent.metrics.Metric.counter;
import static io.github.ecsmetrics.agent.metrics.Metric.gauge;

import io.github.ecsmetrics.agent.kernel.KernelFile;
import io.github.ecsmetrics.agent.metadata.NetworkMode;
import java.io.File;

/**
 * TCP in the network of the container, which in {@code awsvpc} mode is that of the task.
 *
 * <pre>
 * ee_container_network_tcp_connections{state="time_wait"} 326
 * ee_container_network_tcp_retransmitted_segments_total 616
 * </pre>
 *
 * <p>The other states are only in {@code /proc/net/tcp}, which costs 4 ms even with three
 * connections, because the kernel walks the table of the whole host.
 */
final class TcpMetrics {
  private static final Metric CONNECTIONS =
      gauge(
          "ee_container_network_tcp_connections",
          "TCP connections: established (or closed by the other side only), and in TIME-WAIT");
  private static final Metric SENT =
      counter("ee_container_network_tcp_sent_segments", "TCP segments sent, retransmitted not");
  private static final Metric RETRANSMITTED =
      counter("ee_container_network_tcp_retransmitted_segments", "TCP segments sent again");

  private final File snmp;
  private final File sockstat;
  private final KernelFile file;

  /**
   * @param procSelf {@code /proc/self}
   */
  TcpMetrics(File procSelf, KernelFile file) {
    this.snmp = new File(procSelf, "net/snmp");
    this.sockstat = new File(procSelf, "net/sockstat");
    this.file = file;
  }

  /**
   * @param mode null if unknown; in {@code host} mode the numbers would be the instance's
   */
  void add(Samples samples, SeriesLabels labels, NetworkMode mode) {
    if (mode == NetworkMode.NONE) return;
    if (snmp.exists() && file.read(snmp)) {
      double established = file.column("Tcp:", "CurrEstab");
      samples.add(CONNECTIONS, labels.with("state", "established"), established);
      samples.add(SENT, labels, file.column("Tcp:", "OutSegs"));
      samples.add(RETRANSMITTED, labels, file.column("Tcp:", "RetransSegs"));
    }
    if (!sockstat.exists() || !file.read(sockstat)) return;
    samples.add(CONNECTIONS, labels.with("state", "time_wait"), file.after("TCP:", " tw "));
  }
}
