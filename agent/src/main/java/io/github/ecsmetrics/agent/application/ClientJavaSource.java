package io.github.ecsmetrics.agent.application;

import io.github.ecsmetrics.agent.families.TextFormat;
import java.io.OutputStream;
import java.lang.reflect.Method;

/**
 * A {@code PrometheusRegistry} of client_java 1.0 or later.
 *
 * <p>The library's own writers have the settings of the application, for example for exemplars.
 * Names beyond the old character set are written since 1.4, which has {@code EscapingScheme}.
 */
final class ClientJavaSource extends RegistrySource {
  /** Completed at run time, or the build would turn it into the agent's own copy of the class. */
  static final String REGISTRY =
      "io.".concat("prometheus.metrics.model.registry.PrometheusRegistry");

  /** All that is registered is one of these two. */
  static final String COLLECTOR = "io.".concat("prometheus.metrics.model.registry.Collector");

  static final String MULTI_COLLECTOR =
      "io.".concat("prometheus.metrics.model.registry.MultiCollector");

  private static final String FORMATS =
      "io.".concat("prometheus.metrics.expositionformats.ExpositionFormats");

  ClientJavaSource(String name, Object registry, ClassLoader loader) {
    super(name, registry, loader);
  }

  @Override
  TextFormat write(Object registry, ClassLoader library, TextFormat wanted, OutputStream out)
      throws Exception {
    Method scrape = Supertype.named(REGISTRY, registry).getMethod("scrape");
    Object snapshots = scrape.invoke(registry);
    if (snapshots.getClass().getMethod("size").invoke(snapshots).equals(0)) return wanted;
    Class<?> formats = Class.forName(FORMATS, true, library);
    Object all = formats.getMethod("init").invoke(null);
    Method getter =
        formats.getMethod(
            wanted.openMetrics
                ? "getOpenMetricsTextFormatWriter"
                : "getPrometheusTextFormatWriter");
    write(getter.invoke(all), getter.getReturnType(), snapshots, wanted, out);
    return wanted;
  }

  private static void write(
      Object writer, Class<?> type, Object snapshots, TextFormat wanted, OutputStream out)
      throws Exception {
    Method escaping = wanted.utf8 ? writesEscaped(type) : null;
    if (escaping == null) {
      Method write = type.getMethod("write", OutputStream.class, snapshots.getClass());
      write.invoke(writer, out, snapshots);
      return;
    }
    Object none = escaping.getParameterTypes()[2].getField("ALLOW_UTF8").get(null);
    escaping.invoke(writer, out, snapshots, none);
  }

  /** The method with an {@code EscapingScheme}; null if the version has none. */
  private static Method writesEscaped(Class<?> writer) {
    for (Method method : writer.getMethods()) {
      if (method.getName().equals("write") && method.getParameterTypes().length == 3) return method;
    }
    return null;
  }
}
