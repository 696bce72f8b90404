package io.github.ecsmetrics.agent.metrics;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.github.ecsmetrics.agent.jdk.JdkModule;

/**
 * This process according to the JDK, for systems without {@code /proc}; NaN if a value is missing.
 */
final class ProcessBean {
  private final Object bean;

  /** False without the module {@code jdk.management}. */
  private final boolean known = JdkModule.has("com.sun.management.OperatingSystemMXBean");

  /**
   * @param bean the platform's of the operating system
   */
  ProcessBean(Object bean) {
    this.bean = bean;
  }

  double cpuSeconds() {
    if (!known || !(bean instanceof OperatingSystemMXBean)) return Double.NaN;
    long nanos = ((OperatingSystemMXBean) bean).getProcessCpuTime();
    return nanos < 0 ? Double.NaN : nanos / 1e9;
  }

  double openFds() {
    if (!known || !(bean instanceof UnixOperatingSystemMXBean)) return Double.NaN;
    try {
      return ((UnixOperatingSystemMXBean) bean).getOpenFileDescriptorCount();
    } catch (InternalError withoutProc) {
      return Double.NaN;
    }
  }

  double maxFds() {
    if (!known || !(bean instanceof UnixOperatingSystemMXBean)) return Double.NaN;
    return ((UnixOperatingSystemMXBean) bean).getMaxFileDescriptorCount();
  }
}
