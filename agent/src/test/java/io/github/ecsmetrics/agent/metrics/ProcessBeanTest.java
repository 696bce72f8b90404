package io.github.ecsmetrics.agent.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessBeanTest {
  @Test
  void figuresAreThoseOfThePlatformsBean() {
    ProcessBean bean =
        new ProcessBean(
            bean(
                Map.of(
                    "getProcessCpuTime", 1_500_000_000L,
                    "getOpenFileDescriptorCount", 12L,
                    "getMaxFileDescriptorCount", 1024L)));
    assertEquals(1.5, bean.cpuSeconds());
    assertEquals(12, bean.openFds());
    assertEquals(1024, bean.maxFds());
  }

  @Test
  void whatTheBeanCannotTellIsNotKnown() {
    ProcessBean bean = new ProcessBean(bean(Map.of("getProcessCpuTime", -1L)));
    assertEquals(Double.NaN, bean.cpuSeconds());
    assertEquals(Double.NaN, bean.openFds());
  }

  @Test
  void anotherVendorsBeanTellsNothing() {
    ProcessBean bean = new ProcessBean(new Object());
    assertEquals(Double.NaN, bean.cpuSeconds());
    assertEquals(Double.NaN, bean.openFds());
    assertEquals(Double.NaN, bean.maxFds());
  }

  /** One that fails as HotSpot's does on Linux without {@code /proc}, but for these. */
  private static Object bean(Map<String, Long> figures) {
    return Proxy.newProxyInstance(
        UnixOperatingSystemMXBean.class.getClassLoader(),
        new Class<?>[] {UnixOperatingSystemMXBean.class},
        (proxy, method, arguments) -> {
          Long figure = figures.get(method.getName());
          if (figure == null) throw new InternalError("Unable to open directory /proc/self/fd");
          return figure;
        });
  }
}
