package io.github.ecsmetrics.agent.application;

import io.github.ecsmetrics.agent.families.TextFormat;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;

/**
 * A {@code CollectorRegistry} of simpleclient, as client_java was called before 1.0. It writes
 * OpenMetrics since 0.10.
 */
final class SimpleClientSource extends RegistrySource {
  /** Completed at run time, or the build would turn it into a class of the agent. */
  static final String REGISTRY = "io.".concat("prometheus.client.CollectorRegistry");

  /** All that is registered extends it. */
  static final String COLLECTOR = "io.".concat("prometheus.client.Collector");

  private static final String FORMATS =
      "io.".concat("prometheus.client.exporter.common.TextFormat");

  SimpleClientSource(String name, Object registry, ClassLoader loader) {
    super(name, registry, loader);
  }

  @Override
  TextFormat write(Object registry, ClassLoader library, TextFormat wanted, OutputStream out)
      throws Exception {
    Method collect = Supertype.named(REGISTRY, registry).getMethod("metricFamilySamples");
    Enumeration<?> families = (Enumeration<?>) collect.invoke(registry);
    if (!families.hasMoreElements()) return wanted;
    Class<?> formats = Class.forName(FORMATS, true, library);
    Method openMetrics = wanted.openMetrics ? openMetrics(formats) : null;
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    if (openMetrics != null) openMetrics.invoke(null, writer, families);
    else
      formats.getMethod("write004", Writer.class, Enumeration.class).invoke(null, writer, families);
    writer.flush();
    return wanted.openMetrics && openMetrics == null ? TextFormat.PLAIN : wanted;
  }

  /** Null if the version has no OpenMetrics. */
  private static Method openMetrics(Class<?> formats) {
    for (Method method : formats.getMethods()) {
      if (method.getName().equals("writeOpenMetrics100")) return method;
    }
    return null;
  }
}
