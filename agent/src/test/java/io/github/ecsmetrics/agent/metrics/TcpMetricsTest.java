package io.github.ecsmetrics.agent.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.agent.kernel.KernelFile;
import io.github.ecsmetrics.agent.metadata.NetworkMode;
import java.io.File;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.NullSource;

class TcpMetricsTest {
  /** aws/containers-roadmap#995 wishes for them. */
  @ParameterizedTest
  @NullSource
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void connectionsAndSegmentsAreThoseOfTheNetworkOfTheContainer(NetworkMode mode) {
    assertEquals(
        """
        # TYPE ee_container_network_tcp_connections gauge
        ee_container_network_tcp_connections{state="established"} 41
        ee_container_network_tcp_connections{state="time_wait"} 326
        # TYPE ee_container_network_tcp_retransmitted_segments_total counter
        ee_container_network_tcp_retransmitted_segments_total 616
        # TYPE ee_container_network_tcp_sent_segments_total counter
        ee_container_network_tcp_sent_segments_total 1984643
        """,
        Exposition.normalized(served("v2", mode)));
  }

  @Test
  void networkOfTheInstanceIsLeftOut() {
    assertEquals("", served("v2", NetworkMode.NONE));
  }

  @Test
  void hiddenFilesAreLeftOut() {
    assertEquals("", served("v1", NetworkMode.SHARED));
  }

  private static String served(String root, NetworkMode mode) {
    File procSelf = new File("src/test/resources/linux/" + root + "/proc/self");
    Samples samples = new Samples();
    new TcpMetrics(procSelf, new KernelFile()).add(samples, SeriesLabels.none(), mode);
    return Exposition.text(samples.build(new Samples()));
  }
}
