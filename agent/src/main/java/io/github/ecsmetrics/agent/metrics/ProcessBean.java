package io.github.ecsmetrics.agent.metrics;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.github.ecsmetrics.agent.log.JdkModule;
import java.lang.management.ManagementFactory;

/** What the JDK tells of its process where there is no {@code /proc}; NaN is what it does not. */
final class ProcessBean {
  private final Object bean = ManagementFactory.getOperatingSystemMXBean();

  /** False without the module {@code jdk.management}. */
  private final boolean known = JdkModule.has("com.sun.management.UnixOperatingSystemMXBean");

  double cpuSeconds() {
    if (!known || !(bean instanceof OperatingSystemMXBean)) return Double.NaN;
    long nanos = ((OperatingSystemMXBean) bean).getProcessCpuTime();
    return nanos < 0 ? Double.NaN : nanos / 1e9;
  }

  double openFds() {
    if (!known || !(bean instanceof UnixOperatingSystemMXBean)) return Double.NaN;
    return ((UnixOperatingSystemMXBean) bean).getOpenFileDescriptorCount();
  }

  double maxFds() {
    if (!known || !(bean instanceof UnixOperatingSystemMXBean)) return Double.NaN;
    return ((UnixOperatingSystemMXBean) bean).getMaxFileDescriptorCount();
  }
}
