package io.github.ecsmetrics.agent.metrics;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.github.ecsmetrics.agent.jdk.JdkModule;
import java.lang.management.ManagementFactory;

/** Options of this JVM with the values in force, whether given or not. */
final class VmOptions {
  /** Null if the JVM is not HotSpot, or has no module {@code jdk.management}. */
  private final Object bean;

  private VmOptions(Object bean) {
    this.bean = bean;
  }

  static VmOptions ofThisJvm() {
    boolean known = JdkModule.has("com.sun.management.HotSpotDiagnosticMXBean");
    return new VmOptions(
        known ? ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class) : null);
  }

  /** The value as HotSpot writes it, without {@code k} or {@code m}; empty if there is none. */
  String text(String option) {
    if (bean == null) return "";
    try {
      return ((HotSpotDiagnosticMXBean) bean).getVMOption(option).getValue();
    } catch (IllegalArgumentException noSuchOption) {
      return "";
    }
  }

  /** The value, or NaN. */
  double number(String option) {
    String text = text(option);
    return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
  }
}
